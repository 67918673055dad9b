using FedHub.Contracts.Directory.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;
using ProtoDirectory = FedHub.Contracts.Directory.V1.Directory;

namespace FedHub.Protocol;

/// <summary>A directory in the making, for the federation's administrator: start, admit, suspend, sign.</summary>
public sealed class DirectoryDocument
{
    private readonly ProtoDirectory _message;

    private DirectoryDocument(ProtoDirectory message)
    {
        _message = message;
    }

    /// <summary>The version that signing gives.</summary>
    public ulong Version => _message.Version;

    /// <summary>Members listed so far.</summary>
    public IReadOnlyList<string> MemberIds => [.. _message.Members.Select(member => member.Id)];

    /// <summary>A document for version 1.</summary>
    public static DirectoryDocument New(DirectoryTrust trust) => new(new ProtoDirectory
    {
        Version = 1,
        Federation = trust.Federation,
        FederationKeys = KeysOf(trust.Keys),
    });

    /// <summary>A document for the version after a signed one.</summary>
    public static DirectoryDocument After(Envelope signed)
    {
        var message = ProtoDirectory.Parser.ParseFrom(signed.Payload.Span);
        message.Version++;
        return new DirectoryDocument(message);
    }

    /// <summary>Reads a document saved by <see cref="ToJson"/>.</summary>
    public static DirectoryDocument FromJson(string json) => new(ParseJson(ProtoDirectory.Parser, json, "directory draft"));

    /// <summary>For saving between commands.</summary>
    public string ToJson() => new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation()).Format(_message);

    /// <summary>Adds a member, or replaces its entry, from the descriptor that its node wrote.</summary>
    /// <exception cref="FedHubException">InvalidInput or Malformed: what is wrong with the descriptor.</exception>
    public MemberId Admit(string descriptorJson)
    {
        return Put(ParseJson(Member.Parser, descriptorJson, "member descriptor"));
    }

    /// <summary>Replaces a listed member's entry by the one that its node signed after keys were rotated or revoked.</summary>
    /// <param name="change">Envelope of a MemberChange.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="FedHubException">What is wrong with the change.</exception>
    public MemberId Admit(Envelope change, DateTimeOffset now)
    {
        var read = MemberChangeCodec.Read(change).OrThrow();
        var listed = _message.Members.FirstOrDefault(entry => entry.Id == read.Member.Id.ToString())
            ?? throw new FedHubException(ErrorCode.InvalidInput, $"{read.Member.Id} is not listed: a new member is admitted by the descriptor that its node wrote.");
        if (MemberChangeRules.Check(read, change, DirectoryCodec.ReadMember(listed).OrThrow(), Version - 1, now) is { } refusal)
        {
            throw new FedHubException(refusal);
        }

        var suspended = listed.Suspended;
        var id = Put(read.Message);

        // Suspension is the federation's alone: a member cannot end its own by rotating a key.
        SetSuspended(id, suspended);
        return id;
    }

    /// <summary>Suspends or readmits a member.</summary>
    /// <returns>False when it is not listed.</returns>
    public bool SetSuspended(MemberId id, bool suspended)
    {
        var entry = _message.Members.FirstOrDefault(member => member.Id == id.ToString());
        if (entry is null)
        {
            return false;
        }

        entry.Suspended = suspended;
        return true;
    }

    /// <summary>The key of the log, as far as it is set: the one last set.</summary>
    public VerificationKey? LogKey =>
        _message.HubKeys.LastOrDefault(key => key.Use == Contracts.Directory.V1.KeyUse.Log) is { } listed && VerificationKey.TryFromBytes(listed.Key.Span, out var key)
            ? key
            : null;

    /// <summary>Sets the hub's TLS key; no other counts any more.</summary>
    public void SetHubTlsKey(Digest spki, DateTimeOffset validFrom)
    {
        RemoveHubKeys(Contracts.Directory.V1.KeyUse.Tls);
        AddHubTlsKey(spki, validFrom);
    }

    /// <summary>Lists a TLS key of the hub beside those that are listed, so that nodes know it before the hub shows it. Idempotent.</summary>
    public void AddHubTlsKey(Digest spki, DateTimeOffset validFrom)
    {
        if (!_message.HubKeys.Any(key => key.Key.Span.SequenceEqual(spki.AsSpan())))
        {
            AddHubKey(Contracts.Directory.V1.KeyUse.Tls, spki.AsSpan(), validFrom);
        }
    }

    /// <summary>Sets the key that signs the log's checkpoints. Another key is another log.</summary>
    public void SetLogKey(VerificationKey key, DateTimeOffset validFrom)
    {
        RemoveHubKeys(Contracts.Directory.V1.KeyUse.Log);
        AddHubKey(Contracts.Directory.V1.KeyUse.Log, key.ToArray(), validFrom);
    }

    /// <summary>Sets the rule set in force.</summary>
    public void SetRuleSet(byte version, Digest hash)
    {
        _message.RuleSets.Clear();
        _message.RuleSets.Add(new RuleSetEntry { Version = version, Hash = ByteString.CopyFrom(hash.AsSpan()) });
    }

    /// <summary>Dates and signs the document.</summary>
    /// <exception cref="FedHubException">Malformed: what is missing.</exception>
    public Envelope Sign(DateTimeOffset createdAt, TimeSpan lifetime, params SigningKey[] keys)
    {
        _message.CreatedAtMs = createdAt.ToUnixTimeMilliseconds();
        _message.ExpiresAtMs = (createdAt + lifetime).ToUnixTimeMilliseconds();
        var payload = _message.ToByteArray();
        DirectoryCodec.Parse(payload).OrThrow();
        return Envelope.Sign(PayloadTypes.Directory, payload, keys);
    }

    private void RemoveHubKeys(Contracts.Directory.V1.KeyUse use)
    {
        foreach (var replaced in _message.HubKeys.Where(listed => listed.Use == use).ToList())
        {
            _message.HubKeys.Remove(replaced);
        }
    }

    private void AddHubKey(Contracts.Directory.V1.KeyUse use, ReadOnlySpan<byte> key, DateTimeOffset validFrom) =>
        _message.HubKeys.Add(new PublicKey { Use = use, Key = ByteString.CopyFrom(key), ValidFromMs = validFrom.ToUnixTimeMilliseconds() });

    private MemberId Put(Member entry)
    {
        var member = DirectoryCodec.ReadMember(entry).OrThrow();
        foreach (var use in (KeyUse[])[KeyUse.Signing, KeyUse.Sealing, KeyUse.Tls])
        {
            if (!member.Keys.Any(key => key.Use == use))
            {
                throw new FedHubException(ErrorCode.InvalidInput, $"The descriptor of {member.Id} lacks a {use} key; make it anew on the node.");
            }
        }

        Remove(member.Id);
        _message.Members.Add(entry);
        return member.Id;
    }

    private void Remove(MemberId id)
    {
        for (var i = _message.Members.Count - 1; i >= 0; i--)
        {
            if (_message.Members[i].Id == id.ToString())
            {
                _message.Members.RemoveAt(i);
            }
        }
    }

    private static FederationKeys KeysOf(FederationKeySet keys)
    {
        var message = new FederationKeys { Threshold = (uint)keys.Threshold };
        message.Keys.AddRange(keys.Keys.Select(key => ByteString.CopyFrom(key.ToArray())));
        return message;
    }

    private static T ParseJson<T>(MessageParser<T> parser, string json, string what)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseJson(json);
        }
        catch (Exception exception) when (exception is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"The {what} is not readable; make it anew with the command that wrote it.");
        }
    }
}

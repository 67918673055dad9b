using FedHub.Cryptography;
using FedHub.Node.Configuration;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>
/// Prepares a key's successor and signs the change of the member's entry. Works on files alone, whether or not the node runs: the node
/// takes the successor up when the directory lists it.
/// </summary>
public sealed class KeyRotation
{
    /// <summary>A week to publish the change, and a week in which both keys count: the longest that a waiting query lives.</summary>
    private static readonly TimeSpan _overlap = TimeSpan.FromDays(14);

    private readonly NodeConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly Action<RotationStep> _reached;

    /// <summary>For a node's data directory.</summary>
    public KeyRotation(NodeConfiguration configuration, TimeProvider time)
        : this(configuration, time, static _ => { })
    {
    }

    /// <summary>As above, for tests that break off.</summary>
    /// <param name="configuration">Of the node.</param>
    /// <param name="time">Clock.</param>
    /// <param name="reached">Called after each durable step.</param>
    internal KeyRotation(NodeConfiguration configuration, TimeProvider time, Action<RotationStep> reached)
    {
        _configuration = configuration;
        _time = time;
        _reached = reached;
    }

    /// <summary>Makes a successor, or finds the one that waits already, and signs the change that introduces it.</summary>
    /// <param name="use">Which key.</param>
    /// <param name="revoke">True when the old key is to count no more from the next directory on, because it was stolen or may have been.</param>
    /// <exception cref="FedHubException">The node is not listed yet, or a file is wrong.</exception>
    public KeyChange Rotate(KeyUse use, bool revoke)
    {
        _reached(RotationStep.Begun);
        var now = _time.GetUtcNow();
        var directory = ReadDirectory();
        var listed = directory.Member(_configuration.Member)
            ?? throw new FedHubException(ErrorCode.FailedPrecondition, "The directory does not list this member: keys can be rotated once it is admitted.");
        using var keys = NodeKeys.Open(_configuration.Layout);
        keys.Apply(listed, now);
        return use == KeyUse.Tls ? RotateTls(keys, directory, listed, revoke, now) : RotateFile(keys, use, directory, listed, revoke, now);
    }

    private KeyChange RotateFile(NodeKeys keys, KeyUse use, FederationDirectory directory, ListedMember listed, bool revoke, DateTimeOffset now)
    {
        if (SuccessorOf(keys, use) is null)
        {
            Create(keys, NodeKeyFile.Of(_configuration.Layout, use, NodeKeyFile.List(_configuration.Layout, use)[^1].Number + 1));
            keys.Apply(listed, now);
        }

        // A crash here leaves a successor that nobody knows; the same command finds it and goes on.
        _reached(RotationStep.SuccessorWritten);
        var successor = SuccessorOf(keys, use)!.Value;
        SigningKey[] signers = use switch
        {
            KeyUse.Signing => [keys.SigningKey, keys.Signing.Prepared!.Key],
            KeyUse.Witness => [keys.SigningKey, keys.Witness.Prepared!.Key],
            _ => [keys.SigningKey],
        };
        return Sign(use, CurrentOf(keys, use), successor, directory, listed, revoke, now, signers);
    }

    private KeyChange RotateTls(NodeKeys keys, FederationDirectory directory, ListedMember listed, bool revoke, DateTimeOffset now)
    {
        var files = new TlsKeyFiles(_configuration.Tls);
        files.PrepareNext($"{_configuration.Member} national node");
        _reached(RotationStep.SuccessorWritten);
        if (revoke && !files.HasNextCertificate)
        {
            throw new FedHubException(
                ErrorCode.FailedPrecondition,
                $"The new TLS key has no certificate yet, so ending the old one would cut this node off. Have {Path.GetFileName(files.NextRequestFile)} signed, "
                + "give the certificate to `fedhub node certificate install`, then run this again.");
        }

        return Sign(KeyUse.Tls, files.CurrentKey().ToArray(), files.NextKey()!.Value.ToArray(), directory, listed, revoke, now, keys.SigningKey);
    }

    private KeyChange Sign(
        KeyUse use, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> successor, FederationDirectory directory, ListedMember listed, bool revoke,
        DateTimeOffset now, params SigningKey[] signers)
    {
        DateTimeOffset? oldUntil = revoke ? null : now + _overlap;
        var next = listed with { Keys = [.. KeysAfter(use, current, successor, listed, oldUntil, now)] };
        var change = MemberChangeCodec.Sign(new MemberDescriptor(next).ToMessage(), directory.Version, now, signers);
        _reached(RotationStep.ChangeSigned);
        return new KeyChange(use, KeyId.Of(current.Span), KeyId.Of(successor.Span), change, oldUntil);
    }

    /// <summary>What is listed and still counts, the old key until its end, and the successor from now on.</summary>
    private static IEnumerable<ListedKey> KeysAfter(
        KeyUse use, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte> successor, ListedMember listed, DateTimeOffset? oldUntil, DateTimeOffset now)
    {
        foreach (var key in listed.Keys.Where(key => key.ValidUntil is null || key.ValidUntil > now))
        {
            if (key.Use != use)
            {
                yield return key;
            }
            else if (key.Key.Span.SequenceEqual(current.Span))
            {
                if (oldUntil is { } until)
                {
                    yield return key with { ValidUntil = key.ValidUntil < until ? key.ValidUntil : until };
                }
            }
            else if (!key.Key.Span.SequenceEqual(successor.Span) && oldUntil is not null)
            {
                yield return key;
            }
        }

        yield return new ListedKey(use, successor, now, null);
    }

    private static void Create(NodeKeys keys, NodeKeyFile file)
    {
        using var secret = SecretBytes.Random(file.SecretSize);
        KeyFile.Write(file.Path, file.Kind, secret, keys.MasterKey);
    }

    private FederationDirectory ReadDirectory()
    {
        var trust = DirectoryTrust.FromJson(File.ReadAllText(_configuration.FederationTrustFile));
        return StoredNode.Read(_configuration.Layout, connection => StoredNode.ReadDirectory(connection, trust))
            ?? throw new FedHubException(ErrorCode.FailedPrecondition, "The node holds no directory yet: run it until it has reached the hub.");
    }

    private static ReadOnlyMemory<byte> CurrentOf(NodeKeys keys, KeyUse use) => use switch
    {
        KeyUse.Signing => keys.Signing.Current.PublicKey,
        KeyUse.Sealing => keys.Sealing.Current.PublicKey,
        _ => keys.Witness.Current.PublicKey,
    };

    private static ReadOnlyMemory<byte>? SuccessorOf(NodeKeys keys, KeyUse use) => use switch
    {
        KeyUse.Signing => keys.Signing.Prepared?.PublicKey,
        KeyUse.Sealing => keys.Sealing.Prepared?.PublicKey,
        _ => keys.Witness.Prepared?.PublicKey,
    };
}

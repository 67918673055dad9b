using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Cli.Tests.Log;

/// <summary>A log in a folder as a hub would serve it to an auditor, with a policy that trusts it.</summary>
internal sealed class AuditLogFolder : IDisposable
{
    public const string Origin = "test.fedhub/log/1";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.Generate();
    private readonly List<(AuditLeaf Leaf, AuditOpening Opening, AuditPayload Payload)> _entries = [];

    private readonly string _origin;

    public AuditLogFolder(string origin = Origin)
    {
        _origin = origin;
        Policy = _folder.Write("fedhub.policy", $"log {Signer.VerificationKey}\nquorum none\n");
    }

    public NoteSigner Signer => new(KeyName.Parse(_origin), _key);

    public string Policy { get; }

    /// <summary>What is served of an entry instead of its opening.</summary>
    public Dictionary<int, ServedOpening> Served { get; } = [];

    public string Log => _folder.File("log");

    public string File(string name) => _folder.File(name);

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>The entry's opening.</summary>
    public AuditOpening Opening(int index) => _entries[index].Opening;

    public AuditLeaf Leaf(int index) => _entries[index].Leaf;

    /// <summary>Appends an entry, a minute after the one before unless a time is given.</summary>
    public AuditLogFolder Add(AuditPayload payload, DateTimeOffset? at = null)
    {
        var bytes = payload.Encode();
        var nonce = AuditNonce.Random();
        var time = at ?? Start.AddMinutes(_entries.Count);
        _entries.Add((new AuditLeaf(time.ToUnixTimeMilliseconds(), AuditCommitment.Compute(nonce, bytes)), new AuditOpening(nonce, bytes), payload));
        return this;
    }

    public AuditLogFolder AddMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Add(Answer("KGZ", "KAZ", $"q{_entries.Count}"));
        }

        return this;
    }

    /// <summary>Says that payloads were erased, and serves those of some entries no more.</summary>
    public AuditLogFolder Erase(AuditKind kind, int first, int last, int count, params int[] entries)
    {
        foreach (var entry in entries)
        {
            Served[entry] = ServedOpening.Erased(entry);
        }

        return Add(new AuditPayload(
            AuditKind.PayloadsErased,
            null,
            kind.ToToken(),
            [new("kind", kind.ToToken()), new("before", "2026-03-02T09:00:00.000Z"), new("first", $"{first}"), new("last", $"{last}"), new("count", $"{count}")]));
    }

    /// <summary>Serves metadata of every entry, as a regional auditor gets them, or what somebody makes of them.</summary>
    public void ServeMetadata(Func<AuditPayload, AuditPayload>? change = null)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            Served[i] = ServedOpening.Metadata(i, (change ?? AuditMetadata.Of)(_entries[i].Payload));
        }
    }

    /// <summary>The log under the same key without one of its entries.</summary>
    public void Remove(int index) => _entries.RemoveAt(index);

    /// <summary>Writes what there is into a folder, whole or on top of what is there.</summary>
    public async Task<SignedCheckpoint> PublishAsync(string? folder = null, Func<AuditPayload, bool>? isOurs = null)
    {
        var path = folder ?? Log;
        var (writer, fault) = await LogFolderWriter.OpenAsync(new LogFolder(path, FileDurability.None), Signer, CancellationToken.None);
        fault.ShouldBe(LogFolderFault.None);
        for (var i = (int)writer.ShouldNotBeNull().Count; i < _entries.Count; i++)
        {
            writer.Append(_entries[i].Leaf.Encode());
        }

        var checkpoint = writer.Publish();
        foreach (var bundle in TileLayout.Bundles(_entries.Count))
        {
            WriteOpenings(path, bundle, isOurs ?? (_ => true));
        }

        return checkpoint;
    }

    public static AuditPayload Query(string origin, string id, string officer = "o-1", string purpose = "investigation", params string[] parts) => new(
        AuditKind.QuerySubmitted,
        MemberId.Parse(origin),
        id,
        [
            new("query-digest", "d"), new("officer", officer), new("agency", "Criminal Police"), new("purpose", purpose), new("legal-basis", "=1+1"),
            new("search-record", new string('a', 64)), .. (parts.Length == 0 ? ["KGZ/persons/document 1 8 e"] : parts).Select(part => new AuditDetail("part", part)),
        ]);

    public static AuditPayload Answer(string owner, string origin, string id, string outcome = "ANSWERED") => new(
        AuditKind.AnswerDelivered,
        MemberId.Parse(owner),
        id,
        [new("origin", origin), new("slot", $"{owner}/persons/document"), new("query-digest", "d"), new("outcome", outcome), new("statement-digest", "s"), new("sealed-digest", "")]);

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private void WriteOpenings(string path, BundleId bundle, Func<AuditPayload, bool> isOurs)
    {
        var first = (int)bundle.Index * 256;
        var openings = Enumerable.Range(first, bundle.Width).Where(i => isOurs(_entries[i].Payload)).Select(i => Served.GetValueOrDefault(i) ?? ServedOpening.Whole(i, _entries[i].Opening));
        var file = Path.Combine(path, OpeningsPath.Of(bundle));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllBytes(file, OpeningBundle.Encode(bundle, [.. openings]));
    }
}

using System.Text;
using FedHub.Cli.Log.Records;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Transparency;
using Google.Protobuf;

namespace FedHub.Cli.Tests.Log;

/// <summary>Searches as a gateway makes them: logged, with a record sealed to the auditor.</summary>
internal sealed class SealedSearches : IDisposable
{
    private static readonly SlotId[] _slots = [SlotId.Parse("KGZ/persons/document"), SlotId.Parse("UZB/persons/document")];

    public SealingKey Auditor { get; } = SealingKey.Generate();

    /// <summary>Documents that a search for these makes keys of.</summary>
    public static IReadOnlyList<string> Keys(params string[] documents) =>
        [.. SearchKeys.ForSearch(new MatchSubject { Documents = documents, Country = "KAZ" }).Keys.Select(key => Encoding.UTF8.GetString(key.ToCanonicalBytes()))];

    /// <summary>A record of a search, and the elements that it makes.</summary>
    public static (SearchRecord Record, GroupElement[] Elements) Record(QueryId query, IReadOnlyList<string> keys)
    {
        var entry = new SearchRecordClass
        {
            IdentifierClass = Contracts.Common.V1.IdentifierClass.Document,
            PaddingSeed = ByteString.CopyFrom(Digest.Of(query.ToArray()).ToArray()),
        };
        var elements = new List<GroupElement>();
        var scalar = new byte[Blind.Size];
        var stretched = new byte[MatchInput.StretchedSize];
        foreach (var key in keys)
        {
            var bytes = Encoding.UTF8.GetBytes(key);
            using var blind = Blind.Random();
            blind.Export(scalar);
            MatchInput.Stretch(IdentifierClass.Document, bytes, stretched);
            elements.Add(Voprf.Blind(MatchInput.Create(IdentifierClass.Document, 1, stretched), blind));
            entry.SearchKeys.Add(ByteString.CopyFrom(bytes));
            entry.Blinds.Add(ByteString.CopyFrom(scalar));
        }

        var record = new SearchRecord { QueryId = ByteString.CopyFrom(query.ToArray()), CaseReference = "2026-17", RuleSetVersion = 1 };
        record.Classes.Add(entry);
        return (record, ElementPadding.Pad(elements, entry.PaddingSeed.Span));
    }

    /// <summary>Logs a search and gives its sealed record.</summary>
    public (QueryId Query, byte[] Sealed) Add(AuditLogFolder log, string officer, params string[] documents)
    {
        var query = QueryId.New(TimeProvider.System);
        var (record, elements) = Record(query, Keys(documents));
        var sealedRecord = Auditor.PublicKey.Seal(record.ToByteArray());
        log.Add(Entry(query, officer, Digest.Of(sealedRecord), elements));
        return (query, sealedRecord);
    }

    public static AuditPayload Entry(QueryId query, string officer, Digest record, IReadOnlyList<GroupElement> elements) => new(
        AuditKind.QuerySubmitted,
        MemberId.Parse("KAZ"),
        query.ToString(),
        [
            new("officer", officer), new("agency", "Criminal Police"), new("purpose", "investigation"), new("legal-basis", "art. 4"), new("search-record", record.ToString()),
            .. _slots.Select(slot => new AuditDetail("part", FormattableString.Invariant($"{slot} 3 {elements.Count} {ElementsDigest.Compute(query, slot, elements)}"))),
        ]);

    /// <summary>Writes the auditor's key file and its passphrase file.</summary>
    public (string Key, string Passphrase) WriteKey(AuditLogFolder log)
    {
        var passphrase = log.Write("passphrase", "correct horse battery staple");
        File.SetUnixFileMode(passphrase, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var secret = Auditor.Export();
        KeyFile.Write(log.File("auditor.key"), KeyKind.Parse("auditor"), secret, "correct horse battery staple", new PassphraseCost(1, 1)).ShouldBeTrue();
        return (log.File("auditor.key"), passphrase);
    }

    public static void Keep(AuditLogFolder log, QueryId query, byte[] record) => new RecordFolder(log.File("records")).Write(query, record);

    public void Dispose() => Auditor.Dispose();
}

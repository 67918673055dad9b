using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Review;

/// <summary>A row of the log of disclosures with its mark, as SQLite gives it.</summary>
internal sealed class DisclosureLogRow
{
    public const string Columns = """
        d.at AS At, d.origin AS Origin, d.officer AS Officer, d.agency AS Agency, d.purpose AS Purpose, d.legal_basis AS LegalBasis, d.query_id AS QueryId,
        d.collection AS Collection, d.outcome AS Outcome, d.record AS Record, d.handle AS Handle, d.category AS Category, d.released AS Released,
        d.key_kinds AS KeyKinds, f.mark AS Mark
        """;

    public long At { get; set; }

    public string Origin { get; set; } = "";

    public string Officer { get; set; } = "";

    public string Agency { get; set; } = "";

    public long Purpose { get; set; }

    public string LegalBasis { get; set; } = "";

    public byte[] QueryId { get; set; } = [];

    public string Collection { get; set; } = "";

    public long Outcome { get; set; }

    public long? Record { get; set; }

    public byte[]? Handle { get; set; }

    public long Category { get; set; }

    public string Released { get; set; } = "";

    public string KeyKinds { get; set; } = "";

    public long? Mark { get; set; }

    public DisclosureLogEntry ToEntry(string? recordId) => new()
    {
        At = DateTimeOffset.FromUnixTimeMilliseconds(At),
        Origin = Origin,
        Officer = Officer,
        Agency = Agency,
        Purpose = (Purpose)Purpose,
        LegalBasis = LegalBasis,
        QueryId = QueryId,
        Collection = CollectionName.Parse(Collection),
        Outcome = (DisclosureOutcome)Outcome,
        Category = (RecordCategory)Category,
        RecordId = recordId,
        Handle = Handle,
        Released = Released.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        KeyKinds = KeyKinds.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Mark = (HitMark?)Mark,
    };
}

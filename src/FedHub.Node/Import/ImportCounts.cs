namespace FedHub.Node.Import;

/// <summary>Totals of an import. Lines read = added + updated + unchanged + withdrawn + rejected + passed over.</summary>
public sealed record ImportCounts
{
    /// <summary>Records in the file, good or bad; the header and empty lines do not count.</summary>
    public long LinesRead { get; init; }

    /// <summary>Records new.</summary>
    public long Added { get; init; }

    /// <summary>Records changed.</summary>
    public long Updated { get; init; }

    /// <summary>Records as they were, and withdrawals of records that are not there.</summary>
    public long Unchanged { get; init; }

    /// <summary>Records removed, because the line says so or they had expired.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Good lines that an earlier run of the same import, which was broken off, had made durable.</summary>
    public long PassedOver { get; init; }

    /// <summary>Lines not taken.</summary>
    public long Rejected { get; init; }

    /// <summary>Lines taken with at least one warning.</summary>
    public long Warned { get; init; }

    /// <summary>Search keys derived for new and changed records.</summary>
    public long KeyCount { get; init; }

    /// <summary>Both together.</summary>
    public static ImportCounts operator +(ImportCounts one, ImportCounts other) => new()
    {
        LinesRead = one.LinesRead + other.LinesRead,
        Added = one.Added + other.Added,
        Updated = one.Updated + other.Updated,
        Unchanged = one.Unchanged + other.Unchanged,
        Withdrawn = one.Withdrawn + other.Withdrawn,
        PassedOver = one.PassedOver + other.PassedOver,
        Rejected = one.Rejected + other.Rejected,
        Warned = one.Warned + other.Warned,
        KeyCount = one.KeyCount + other.KeyCount,
    };
}

namespace FedHub.Node.Import;

/// <summary>Totals of an import. Lines read = added + updated + unchanged + rejected.</summary>
public sealed record ImportCounts
{
    /// <summary>Records in the file, good or bad; the header and empty lines do not count.</summary>
    public long LinesRead { get; init; }

    /// <summary>Records new.</summary>
    public long Added { get; init; }

    /// <summary>Records changed.</summary>
    public long Updated { get; init; }

    /// <summary>Records as they were.</summary>
    public long Unchanged { get; init; }

    /// <summary>Lines not taken.</summary>
    public long Rejected { get; init; }

    /// <summary>Lines taken with at least one warning.</summary>
    public long Warned { get; init; }

    /// <summary>Search keys derived for new and changed records.</summary>
    public long KeyCount { get; init; }
}

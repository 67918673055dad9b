using FedHub.Matching;
using FedHub.Node.Records;

namespace FedHub.Node.Import;

/// <summary>A row on its way into the store.</summary>
internal sealed class PreparedRow(SourceRow source, RowFindings findings)
{
    internal SourceRow Source { get; } = source;

    internal RowFindings Findings { get; } = findings;

    /// <summary>What it says; null when it was rejected.</summary>
    internal ImportRow? Row { get; set; }

    /// <summary>What its record is found by.</summary>
    internal byte[] Reference { get; set; } = [];

    internal byte[] Encoded { get; set; } = [];

    internal byte[] ContentMac { get; set; } = [];

    /// <summary>Whether the record is in the store already.</summary>
    internal bool Exists { get; set; }

    internal RowChange Change { get; set; }

    /// <summary>Search keys, where they were derived.</summary>
    internal DerivedKeys? Derived { get; set; }

    /// <summary>To be written, where there is something to write.</summary>
    internal SealedRecord? Sealed { get; set; }

    public override string ToString() => nameof(PreparedRow);
}

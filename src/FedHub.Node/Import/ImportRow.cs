using FedHub.Cryptography.Match;
using FedHub.Node.Records;

namespace FedHub.Node.Import;

/// <summary>A good row: a record, or the withdrawal of one.</summary>
/// <param name="Line">The line that it begins in.</param>
/// <param name="RecordId">The record's own identifier, with the mapping's prefix.</param>
/// <param name="Collection">Where it goes; not set for a withdrawal.</param>
/// <param name="Content">What it says; null for a withdrawal.</param>
internal sealed record ImportRow(long Line, string RecordId, CollectionName Collection, RecordContent? Content)
{
    public override string ToString() => $"ImportRow({Line})";
}

using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;

namespace FedHub.Node.Index;

/// <summary>One tag of an epoch's index, and its filter entry.</summary>
internal sealed record TagRow(
    Tag Tag, RecordRowId RowId, Digest TokenDigest, byte[] Fingerprint, string Kind, double Weight, int Place, bool HasMore, FilterEntry Entry)
{
    public override string ToString() => nameof(TagRow);
}

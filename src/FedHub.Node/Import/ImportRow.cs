using FedHub.Cryptography.Match;
using FedHub.Node.Records;

namespace FedHub.Node.Import;

/// <summary>A good row.</summary>
/// <param name="Line">The line that it begins in.</param>
/// <param name="Collection">Where it goes.</param>
/// <param name="Content">What it says.</param>
internal sealed record ImportRow(long Line, CollectionName Collection, RecordContent Content)
{
    public override string ToString() => $"ImportRow({Line})";
}

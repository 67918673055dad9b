using FedHub.Cli.Search;

namespace FedHub.Cli.Screenings;

/// <summary>A row of a file to be screened.</summary>
/// <param name="Id">The officer's own label; it never leaves this program.</param>
/// <param name="Input">What is searched.</param>
internal sealed record BulkRow(string Id, SearchInput Input)
{
    public override string ToString() => nameof(BulkRow);
}

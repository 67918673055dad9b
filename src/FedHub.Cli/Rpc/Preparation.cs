using FedHub.Cli.Search;

namespace FedHub.Cli.Rpc;

/// <summary>What came of preparing a search.</summary>
/// <param name="Search">The query to sign; null when nothing can be asked, and the warnings say why.</param>
/// <param name="Warnings">What the officer should know.</param>
internal sealed record Preparation(PreparedSearch? Search, IReadOnlyList<SearchWarning> Warnings);

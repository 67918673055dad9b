using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>What the own country's records say. They count in no sum of countries: nobody else was asked.</summary>
internal sealed record OwnVerdicts(string Country, IReadOnlyList<CollectionVerdict> Verdicts)
{
    /// <summary>Those that hold anything of what was given.</summary>
    public IEnumerable<CollectionVerdict> InScope => Verdicts.Where(verdict => !verdict.IsOutOfScope);

    /// <summary>Whether all that was given was looked up, or is not admitted by the policy.</summary>
    public bool IsFinal => InScope.All(verdict => verdict.IsFinal);

    public override string ToString() => $"OwnVerdicts({Country}: {string.Join(", ", Verdicts.Select(verdict => Tokens.Of(verdict.Outcome)))})";
}

using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>Merges the verdicts of a country's collections without losing one that matters.</summary>
internal static class CountryOutcomes
{
    /// <summary>
    /// One entry for each distinct outcome that says a record exists (hits first) or that is not final. No-hit appears alone, and only
    /// when every collection that holds anything of what was given says so.
    /// </summary>
    public static IReadOnlyList<CountryOutcome> Merge(string country, IReadOnlyCollection<CollectionVerdict> verdicts)
    {
        var inScope = verdicts.Where(verdict => !verdict.IsOutOfScope).ToList();
        if (inScope.Count == 0)
        {
            // Nothing came at all: the node broke off, which must not look like anything else.
            return [new CountryOutcome { Country = country, Outcome = verdicts.Count > 0 ? Outcome.NotAsked : Outcome.Unreachable }];
        }

        var telling = inScope.Where(verdict => verdict.Outcome != Outcome.NoHit).ToList();
        return
        [
            .. (telling.Count > 0 ? telling : inScope)
                .GroupBy(verdict => verdict.Outcome)
                .OrderBy(group => group.Key)
                .Select(group => Entry(country, group.Key, [.. group])),
        ];
    }

    private static CountryOutcome Entry(string country, Outcome outcome, IReadOnlyList<CollectionVerdict> verdicts) => new()
    {
        Country = country,
        Outcome = outcome,
        Grade = verdicts.Max(verdict => verdict.Grade),
        MatchedOn = [.. verdicts.SelectMany(verdict => verdict.MatchedOn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Handles = outcome == Outcome.Hit
            ? [.. verdicts.SelectMany(verdict => verdict.Records).Select(record => record.Handle).Where(handle => handle.Length > 0).Distinct(StringComparer.Ordinal)]
            : [],
    };
}

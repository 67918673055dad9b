using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>Merges the verdicts of a country's collections without losing one that matters.</summary>
internal static class CountryOutcomes
{
    /// <summary>
    /// One entry for each distinct outcome that says a record exists (hits first) or that is not final. No-hit appears alone, and only
    /// when every collection that was asked says so; not-asked appears alone, when none was.
    /// </summary>
    public static IReadOnlyList<CountryOutcome> Merge(string country, IReadOnlyCollection<CollectionVerdict> verdicts)
    {
        var notAsked = verdicts.Where(verdict => verdict.Outcome == Outcome.NotAsked).Select(verdict => verdict.Collection).ToList();
        var asked = verdicts.Where(verdict => verdict.Outcome != Outcome.NotAsked).ToList();
        if (asked.Count == 0)
        {
            // Nothing came at all: the node broke off, which must not look like anything else.
            return [new CountryOutcome { Country = country, Outcome = notAsked.Count > 0 ? Outcome.NotAsked : Outcome.Unreachable, NotAsked = notAsked }];
        }

        var telling = asked.Where(verdict => verdict.Outcome != Outcome.NoHit).ToList();
        return
        [
            .. (telling.Count > 0 ? telling : asked)
                .GroupBy(verdict => verdict.Outcome)
                .OrderBy(group => group.Key)
                .Select(group => Entry(country, group.Key, [.. group], notAsked)),
        ];
    }

    private static CountryOutcome Entry(string country, Outcome outcome, IReadOnlyList<CollectionVerdict> verdicts, IReadOnlyList<string> notAsked) => new()
    {
        Country = country,
        Outcome = outcome,
        Grade = verdicts.Max(verdict => verdict.Grade),
        MatchedOn = [.. verdicts.SelectMany(verdict => verdict.MatchedOn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Handles = outcome == Outcome.Hit
            ? [.. verdicts.SelectMany(verdict => verdict.Records).Select(record => record.Handle).Where(handle => handle.Length > 0).Distinct(StringComparer.Ordinal)]
            : [],
        NotAsked = notAsked,
    };
}

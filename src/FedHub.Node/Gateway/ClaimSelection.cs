using FedHub.Cryptography.Match;
using FedHub.Matching;

namespace FedHub.Node.Gateway;

/// <summary>Decides which found tags of one collection are worth a disclosure request.</summary>
internal static class ClaimSelection
{
    /// <summary>The protocol's most claims in a request.</summary>
    public const int MaxClaims = 512;

    /// <summary>
    /// Tags of names only where the tags of one record reach grade C together: below it nobody is asked about anybody. Tags of other
    /// classes where they could reach it with all else that was found.
    /// </summary>
    /// <param name="found">Tags of one collection.</param>
    /// <param name="keyOf">The key that a tag was derived from.</param>
    public static IReadOnlyList<FoundTag> Select(IReadOnlyList<FoundTag> found, Func<FoundTag, SearchKey> keyOf)
    {
        var names = found.Where(tag => tag.Slot.Class == IdentifierClass.Name)
            .GroupBy(tag => (tag.Epoch, tag.Label))
            .Where(record => ReachesC(record.Select(keyOf)))
            .SelectMany(record => record)
            .ToList();
        var others = found.Where(tag => tag.Slot.Class != IdentifierClass.Name).ToList();
        if (!ReachesC(others.Concat(names).Select(keyOf)))
        {
            return [];
        }

        // A tag under two labels is one claim.
        return [.. others.Concat(names).DistinctBy(tag => (tag.Slot.Class, tag.Epoch, tag.Tag)).Take(MaxClaims)];
    }

    private static bool ReachesC(IEnumerable<SearchKey> keys) => Scoring.Score([.. keys]).Grade >= Grade.C;
}

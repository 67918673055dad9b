using System.Collections.Immutable;

namespace FedHub.Node.Records;

/// <summary>The words for <see cref="RecordCategory"/>, as they stand in mappings, policies and disclosures.</summary>
public static class RecordCategories
{
    /// <summary>All categories, in the order of their numbers.</summary>
    public static readonly ImmutableArray<RecordCategory> All =
    [
        RecordCategory.Suspect,
        RecordCategory.Victim,
        RecordCategory.PresumedVictim,
        RecordCategory.Witness,
        RecordCategory.MissingPerson,
        RecordCategory.Document,
        RecordCategory.Vehicle,
    ];

    /// <summary>The word, such as <c>presumed-victim</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the categories.</exception>
    public static string ToToken(this RecordCategory category) => category switch
    {
        RecordCategory.Suspect => "suspect",
        RecordCategory.Victim => "victim",
        RecordCategory.PresumedVictim => "presumed-victim",
        RecordCategory.Witness => "witness",
        RecordCategory.MissingPerson => "missing-person",
        RecordCategory.Document => "document",
        RecordCategory.Vehicle => "vehicle",
        _ => throw new ArgumentOutOfRangeException(nameof(category), "Not a category."),
    };

    /// <summary>Reads the word; false for any other.</summary>
    public static bool TryParse(string? token, out RecordCategory category)
    {
        foreach (var candidate in All)
        {
            if (string.Equals(candidate.ToToken(), token, StringComparison.Ordinal))
            {
                category = candidate;
                return true;
            }
        }

        category = RecordCategory.None;
        return false;
    }
}

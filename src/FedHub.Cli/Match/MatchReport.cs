using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>What the rules make of a labelled set.</summary>
internal sealed record MatchReport
{
    public static IReadOnlyList<double> Thresholds { get; } = [4, 6, 8, 10, 12, 14, 16, 20, 30, 42, 60];

    public required int Records { get; init; }

    public required int Searches { get; init; }

    public required int RecordsWithoutKeys { get; init; }

    public required int SearchesWithoutKeys { get; init; }

    public required double MeanKeys { get; init; }

    public required int MostKeys { get; init; }

    /// <summary>Searches and records as they are written.</summary>
    public required LinkageFigures AsWritten { get; init; }

    /// <summary>Strangers by their names, given one date of birth.</summary>
    public required LinkageFigures OneDate { get; init; }

    /// <summary>Persons in the collection for which the probabilities are stated.</summary>
    public required double People { get; init; }

    /// <summary>Share of the searches whose person is in it.</summary>
    public required double Known { get; init; }

    public required IReadOnlyList<GradeMeaning> Grades { get; init; }

    public static MatchReport Of(LabelledFiles files, double people, double known)
    {
        var keys = files.Records.Select(record => SearchKeys.ForRecord(record).Keys.Count).ToList();
        var asWritten = LinkageEvaluation.AsWritten(files.Records, files.Searches);
        var oneDate = LinkageEvaluation.GivenOneDate(files.Records, files.Searches, asWritten);
        return new MatchReport
        {
            Records = files.Records.Count,
            Searches = files.Searches.Count,
            RecordsWithoutKeys = keys.Count(count => count == 0),
            SearchesWithoutKeys = files.Searches.Count(search => SearchKeys.ForSearch(search.Subject).Keys.Count == 0),
            MeanKeys = keys.Average(),
            MostKeys = keys.Max(),
            AsWritten = asWritten,
            OneDate = oneDate,
            People = people,
            Known = known,
            Grades = GradeMeaning.Of(oneDate, people, known),
        };
    }
}

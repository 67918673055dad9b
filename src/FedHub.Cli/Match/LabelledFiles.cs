using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>Records and searches that say which record they mean, checked against each other.</summary>
internal sealed record LabelledFiles(IReadOnlyList<MatchSubject> Records, IReadOnlyList<LabelledSearch> Searches)
{
    private const int MaxTold = 10;

    /// <summary>Finds for each search the record it means.</summary>
    /// <exception cref="CliFailureException">Names the first ten places that are wrong.</exception>
    public static LabelledFiles Join(PersonFile records, PersonFile searches)
    {
        if (searches.Rows[0].ExpectedId is null)
        {
            throw CliFailureException.Usage(
                $"{searches.Name}, line 1: no column {PersonFile.ExpectedColumn}", "It names for each search the id of the record about the same person; empty where no record is.");
        }

        var problems = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < records.Rows.Count; i++)
        {
            var row = records.Rows[i];
            if (row.Id.Length == 0)
            {
                problems.Add(records.PlaceOfId(row) + ": is empty");
            }
            else if (!places.TryAdd(row.Id, i))
            {
                problems.Add($"{records.PlaceOfId(row)}: repeats the id of line {records.Rows[places[row.Id]].Line}");
            }
        }

        var joined = new List<LabelledSearch>(searches.Rows.Count);
        foreach (var row in searches.Rows)
        {
            int? own = row.ExpectedId is { Length: > 0 } id ? places.TryGetValue(id, out var place) ? place : -1 : null;
            if (own == -1)
            {
                problems.Add($"{searches.Place(row, PersonFile.ExpectedColumn)}: no record of {records.Name} has this id");
            }

            joined.Add(new LabelledSearch(row.Subject, own));
        }

        return problems.Count == 0 ? new LabelledFiles([.. records.Rows.Select(row => row.Subject)], joined) : throw Refusal(problems);
    }

    private static CliFailureException Refusal(List<string> problems) => new(
        ExitCode.Usage,
        "The files do not fit together",
        string.Join("; ", problems.Take(MaxTold)) + (problems.Count > MaxTold ? $"; and {problems.Count - MaxTold} more" : ""),
        "Correct them; nothing was measured.");
}

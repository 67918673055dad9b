using FedHub.Cli.Terminal;
using FedHub.Matching;
using FedHub.Protocol;
using Spectre.Console;

namespace FedHub.Cli.Search;

/// <summary>Draws the state of a search. Everything from outside is escaped: it is text, never markup.</summary>
internal static class SearchTable
{
    public static Table Draw(SearchBoard board)
    {
        var table = NewTable("Country");
        foreach (var (country, verdicts) in board.Countries)
        {
            if (verdicts.Count == 0)
            {
                table.AddRow(Text(country), Text(""), Text(board.IsCompleted ? "NO VERDICT" : "asking ..."), Text(""), Text(""));
            }

            foreach (var verdict in verdicts)
            {
                AddRow(table, verdict);
            }
        }

        return table;
    }

    /// <summary>The own country's records in a table of their own.</summary>
    public static Table Draw(OwnVerdicts own)
    {
        var table = NewTable("Own records");
        foreach (var verdict in own.InScope)
        {
            AddRow(table, verdict);
        }

        return table;
    }

    /// <summary>The sentence, then reasons, what was released, and the desk; one thing a line.</summary>
    public static string Details(CollectionVerdict verdict)
    {
        // The node's words are the outcome's sentence and what else there is to know, such as a class that was not looked up.
        var lines = new List<string> { verdict.Message.Length > 0 ? verdict.Message : OutcomeSentences.Of(verdict.Outcome) };
        lines.AddRange(verdict.Records.SelectMany(RecordLines));
        if (verdict.Desk is { } desk)
        {
            lines.Add($"Desk: {desk.Name}, {desk.Contact}");
        }

        if (verdict.DueAt is { } due)
        {
            lines.Add(FormattableString.Invariant($"Due: {due:yyyy-MM-dd HH:mm} UTC"));
        }

        return string.Join('\n', lines.Select(PrintableText.Of));
    }

    private static Table NewTable(string first) => new Table().Border(TableBorder.Rounded).AddColumns(first, "Collection", "Verdict", "Grade", "What it says");

    private static void AddRow(Table table, CollectionVerdict verdict)
        => table.AddRow(Text(verdict.Member), Text(verdict.Collection), Verdict(verdict.Outcome), Grade(verdict.Grade), Text(Details(verdict)));

    private static IEnumerable<string> RecordLines(MatchedRecord record)
    {
        var reasons = string.Join("; ", record.Reasons.Select(reason => $"{reason.Field}: {reason.Agreement.ToString().ToLowerInvariant()}, {reason.Text}"));
        var category = record.Category.Length > 0 ? record.Category + ", " : "";
        yield return $"- {category}grade {record.Grade}, met on {string.Join(", ", record.MatchedOn)}";
        if (reasons.Length > 0)
        {
            yield return "  " + reasons;
        }

        foreach (var (name, value) in record.Summary)
        {
            yield return $"  {name}: {value}";
        }

        if (record.AndMore)
        {
            yield return "  and more records under the same key";
        }
    }

    private static Markup Verdict(Outcome outcome)
    {
        var colour = outcome switch
        {
            Outcome.Hit or Outcome.Referred or Outcome.UnderReview => "red bold",
            Outcome.Refused => "magenta",
            Outcome.NoHit => "green",
            _ => "yellow bold",
        };
        return new Markup(Tokens.Of(outcome), Style.Parse(colour));
    }

    private static Text Grade(Grade grade) => Text(grade == Matching.Grade.None ? "" : grade.ToString());

    private static Text Text(string text) => new(text);
}

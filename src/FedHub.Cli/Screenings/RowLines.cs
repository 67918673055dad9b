using System.Globalization;
using System.Text.Json;
using FedHub.Cli.Search;
using FedHub.Cli.Terminal;
using FedHub.Protocol;

namespace FedHub.Cli.Screenings;

/// <summary>What came of one row, as a line. A row that was not asked says so in every form.</summary>
internal static class RowLines
{
    public const string CsvHeader = "row,country,own,outcome,grade,matched_on,final,query_id";

    private const string NotAskedWord = "NOT_ASKED";

    public static string Text(uint number, SearchBoard board) => string.Create(
        CultureInfo.InvariantCulture,
        $"row {number}  {string.Join("; ", Outcomes(board).Select(outcome => $"{outcome.Outcome.Country}{(outcome.IsOwn ? " (own)" : "")} {Word(outcome.Outcome)}"))}");

    public static string Json(uint number, string id, string queryId, SearchBoard board) => JsonLines.Write(json =>
    {
        WriteHead(json, number, id, asked: true);
        json.WriteString("query_id", queryId);
        json.WriteStartArray("outcomes");
        foreach (var (outcome, isOwn) in Outcomes(board))
        {
            json.WriteStartObject();
            json.WriteString("country", outcome.Country);
            json.WriteBoolean("own", isOwn);
            json.WriteString("outcome", Tokens.Of(outcome.Outcome));
            SearchJson.WriteGrade(json, outcome.Grade);
            json.WriteStrings("matchedOn", outcome.MatchedOn);
            json.WriteBoolean("final", IsFinal(board, outcome.Country, isOwn));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A row of which nothing could be asked; the warnings never repeat what was given.</summary>
    public static string NotAsked(uint number, string id, IReadOnlyList<SearchWarning> warnings, bool isJson)
    {
        var why = warnings.Select(warning => $"{warning.Field}: {warning.Message}").ToList();
        return isJson
            ? JsonLines.Write(json =>
            {
                WriteHead(json, number, id, asked: false);
                json.WriteString("outcome", NotAskedWord);
                json.WriteStrings("warnings", why);
            })
            : string.Create(CultureInfo.InvariantCulture, $"row {number}  {NotAskedWord}: {string.Join("; ", why)}");
    }

    /// <summary>One line for each country; one alone for a row that was not asked.</summary>
    public static IEnumerable<string> Csv(uint number, string queryId, SearchBoard? board) => board is null
        ? [string.Create(CultureInfo.InvariantCulture, $"{number},,,{NotAskedWord},,,false,")]
        : Outcomes(board).Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $"{number},{entry.Outcome.Country},{Flag(entry.IsOwn)},{Tokens.Of(entry.Outcome.Outcome)},{GradeOf(entry.Outcome)},{string.Join(' ', entry.Outcome.MatchedOn)},{Flag(IsFinal(board, entry.Outcome.Country, entry.IsOwn))},{queryId}"));

    private static IEnumerable<(CountryOutcome Outcome, bool IsOwn)> Outcomes(SearchBoard board)
    {
        foreach (var (country, verdicts) in board.Countries)
        {
            foreach (var outcome in CountryOutcomes.Merge(country, verdicts))
            {
                yield return (outcome, false);
            }
        }

        foreach (var outcome in board.Own is { } own ? CountryOutcomes.Merge(own.Country, own.Verdicts) : [])
        {
            yield return (outcome, true);
        }
    }

    private static bool IsFinal(SearchBoard board, string country, bool isOwn)
        => isOwn ? board.Own!.IsFinal : !board.NotFinal.Contains(country, StringComparer.Ordinal);

    private static string Word(CountryOutcome outcome) => Tokens.Of(outcome.Outcome) + (GradeOf(outcome) is { Length: > 0 } grade ? " " + grade : "");

    private static string GradeOf(CountryOutcome outcome) => outcome.Grade == Matching.Grade.None ? "" : outcome.Grade.ToString();

    private static string Flag(bool value) => value ? "true" : "false";

    private static void WriteHead(Utf8JsonWriter json, uint number, string id, bool asked)
    {
        json.WriteNumber("row", number);
        if (id.Length > 0)
        {
            json.WriteString("id", id);
        }

        json.WriteBoolean("asked", asked);
    }
}

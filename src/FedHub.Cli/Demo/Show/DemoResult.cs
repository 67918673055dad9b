using FedHub.Cli.Demo.Cast;
using FedHub.Cli.Search;
using FedHub.Cli.Terminal;
using FedHub.Transparency.Sqlite;
using FedHub.Protocol;

namespace FedHub.Cli.Demo.Show;

/// <summary>What the demonstration's searches gave.</summary>
internal static class DemoResult
{
    /// <summary>One JSON document: countries, searches and the state of the log.</summary>
    public static string Json(IEnumerable<string> countries, IEnumerable<(DemoSearch Search, SearchBoard Board)> searches, LogFsckReport log) => JsonLines.Write(json =>
    {
        json.WriteStrings("countries", countries);
        json.WriteStartArray("searches");
        foreach (var (search, board) in searches)
        {
            json.WriteStartObject();
            json.WriteString("name", search.Name);
            json.WriteNumber("elapsedMs", (long)board.Elapsed.TotalMilliseconds);
            json.WriteStartArray("outcomes");
            foreach (var verdict in board.Verdicts)
            {
                json.WriteStartObject();
                json.WriteString("country", verdict.Member);
                json.WriteString("collection", verdict.Collection);
                json.WriteString("outcome", Tokens.Of(verdict.Outcome));
                SearchJson.WriteGrade(json, verdict.Grade);
                json.WriteStrings("matchedOn", verdict.MatchedOn);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("log");
        json.WriteNumber("size", log.Count);
        json.WriteBoolean("verified", log.IsWhole);
        json.WriteEndObject();
    });
}

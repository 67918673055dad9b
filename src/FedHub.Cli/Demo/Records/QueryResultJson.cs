using System.Text.Json;
using FedHub.Cli.Search;
using FedHub.Cli.Terminal;
using FedHub.Protocol;

namespace FedHub.Cli.Demo.Records;

/// <summary>The lines that <c>fedhub demo --records</c> prints.</summary>
internal static class QueryResultJson
{
    public static string Of(QueryResult result) => JsonLines.Write(json =>
    {
        json.WriteString("query_id", result.QueryId);
        json.WriteNumber("elapsedMs", Math.Round(result.Elapsed.TotalMilliseconds, 1));
        json.WriteStartArray("outcomes");
        foreach (var outcome in result.Outcomes)
        {
            Write(json, outcome, result.RecordIds);
        }

        json.WriteEndArray();
        if (result.Error is { } error)
        {
            json.WriteString("error", error);
        }

        if (result.Warnings.Count > 0)
        {
            json.WriteStrings("warnings", result.Warnings);
        }
    });

    /// <summary>The last line: how many country entries had each outcome, and where the log stands.</summary>
    public static string Totals(IReadOnlyCollection<QueryResult> results, ulong logSize, string logRoot) => JsonLines.Write(json =>
    {
        json.WriteStartObject("totals");
        json.WriteNumber("queries", results.Count);
        json.WriteNumber("notAsked", results.Count(result => result.Error is not null));
        foreach (var group in results.SelectMany(result => result.Outcomes).GroupBy(outcome => outcome.Outcome).OrderBy(group => group.Key))
        {
            json.WriteNumber(Tokens.Of(group.Key), group.Count());
        }

        json.WriteEndObject();
        json.WriteStartObject("log");
        json.WriteNumber("size", logSize);
        json.WriteString("root", logRoot);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, CountryOutcome outcome, IReadOnlyDictionary<string, IReadOnlyList<string>> recordIds)
    {
        json.WriteStartObject();
        json.WriteString("country", outcome.Country);
        json.WriteString("outcome", Tokens.Of(outcome.Outcome));
        SearchJson.WriteGrade(json, outcome.Grade);
        json.WriteStrings("record_ids", outcome.Outcome == Outcome.Hit && recordIds.TryGetValue(outcome.Country, out var ids) ? ids : []);
        json.WriteStrings("matchedOn", outcome.MatchedOn);
        json.WriteEndObject();
    }
}

using System.Globalization;
using System.Text.Json;
using FedHub.Cli.Search;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Gateway.V1;
using FedHub.Protocol;
using SearchSummary = FedHub.Contracts.Gateway.V1.SearchSummary;

namespace FedHub.Cli.Searches;

/// <summary>Kept searches as JSON documents, one a line.</summary>
internal static class SearchesJson
{
    public static string Line(SearchSummary search) => JsonLines.Write(json => WriteHead(json, search));

    public static string Of(SearchDetails search)
    {
        var board = SearchesText.Board(search);
        return JsonLines.Write(json =>
        {
            WriteHead(json, search.Summary);
            json.WriteStartObject("receipt");
            if (search.Receipt.LogIndex > 0)
            {
                json.WriteNumber("logIndex", search.Receipt.LogIndex - 1);
            }
            else
            {
                json.WriteNull("logIndex");
            }

            json.WriteString("querySha256", SearchesText.Hex(search.Receipt.QueryDigest.Span));
            json.WriteStringOrNull("envelopeSha256", search.Receipt.EnvelopeDigest.IsEmpty ? null : SearchesText.Hex(search.Receipt.EnvelopeDigest.Span));
            json.WriteEndObject();
            json.WriteStartArray("outcomeDetails");
            foreach (var verdict in board.Verdicts)
            {
                SearchJson.Write(json, verdict);
            }

            json.WriteEndArray();
            SearchJson.WriteOwn(json, board.Own);
            json.WriteStrings("notFinal", board.NotFinal);
            json.WriteString("summary", SearchesText.Summary(board));
        });
    }

    private static void WriteHead(Utf8JsonWriter json, SearchSummary search)
    {
        json.WriteString("query_id", SearchesText.Id(search.QueryId.Span));
        json.WriteString("state", SearchesText.StateOf(search));
        json.WriteBoolean("final", search.IsFinal);
        json.WriteString("officer", search.Officer);
        json.WriteString("agency", search.Agency);
        json.WriteString("purpose", Tokens.Of((Purpose)(int)search.Purpose));
        json.WriteString("legalBasis", search.LegalBasis);
        json.WriteString("case", search.CaseReference);
        WriteTime(json, "created", search.CreatedAtMs);
        WriteTime(json, "expires", search.ExpiresAtMs);
        WriteTime(json, "changed", search.ChangedAtMs);
        json.WriteBoolean("recordChanged", search.HasNotice);
        json.WriteStartObject("outcomes");
        foreach (var count in search.Outcomes)
        {
            json.WriteNumber(SearchesText.Word(count.Outcome), count.Count);
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, long ms)
        => json.WriteStringOrNull(name, UnixTime.TryRead(ms, out var at) ? at.ToString("O", CultureInfo.InvariantCulture) : null);
}

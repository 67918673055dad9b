using System.Globalization;
using System.Text.Json;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Node.V1;
using FedHub.Protocol;

namespace FedHub.Cli.Reviews;

/// <summary>Reviews as JSON documents.</summary>
internal static class ReviewJson
{
    public static string Line(Review review) => JsonLines.Write(json => Write(json, review));

    public static string Of(ReviewDetails details) => JsonLines.Write(json =>
    {
        Write(json, details.Review);
        json.WriteStringOrNull("recordId", details.RecordId.Length == 0 ? null : details.RecordId);
        json.WriteStrings("releases", details.Releases);
        json.WriteStrings("grounds", details.Grounds);
        json.WriteStartArray("votes");
        foreach (var vote in details.Votes)
        {
            json.WriteStartObject();
            WriteTime(json, "at", vote.AtMs);
            json.WriteString("reviewer", vote.Reviewer);
            json.WriteString("outcome", ReviewText.Word(vote.Outcome));
            json.WriteStringOrNull("ground", vote.Ground.Length == 0 ? null : vote.Ground);
            json.WriteString("reason", vote.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static void WriteTime(Utf8JsonWriter json, string name, long ms)
        => json.WriteStringOrNull(name, ms != 0 && UnixTime.TryRead(ms, out var at) ? at.ToString("O", CultureInfo.InvariantCulture) : null);

    private static void Write(Utf8JsonWriter json, Review review)
    {
        json.WriteNumber("id", review.Id);
        json.WriteString("state", review.State.ToString().ToLowerInvariant());
        json.WriteNumber("version", review.Version);
        json.WriteBoolean("overdue", review.Overdue);
        json.WriteBoolean("twoPersons", review.TwoPersons);
        json.WriteString("origin", review.Origin);
        json.WriteString("agency", review.Agency);
        json.WriteString("officer", review.Officer);
        json.WriteString("purpose", Tokens.Of((Purpose)(int)review.Purpose));
        json.WriteString("legalBasis", review.LegalBasis);
        json.WriteString("collection", review.Collection);
        json.WriteString("category", review.Category);
        json.WriteStrings("keyKinds", review.KeyKinds);
        json.WriteString("query_id", Searches.SearchesText.Id(review.QueryId.Span));
        WriteTime(json, "asked", review.AskedAtMs);
        WriteTime(json, "due", review.DueAtMs);
        WriteTime(json, "lapses", review.LapsesAtMs);
        json.WriteStringOrNull("outcome", (int)review.Outcome == 0 ? null : ReviewText.Word(review.Outcome));
        WriteTime(json, "decided", review.DecidedAtMs);
    }
}

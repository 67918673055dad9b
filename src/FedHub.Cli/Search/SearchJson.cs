using System.Globalization;
using System.Text.Json;
using FedHub.Cli.Terminal;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>A finished search as one JSON document.</summary>
internal static class SearchJson
{
    public static string Of(string queryId, SearchBoard board) => JsonLines.Write(json =>
    {
        json.WriteString("query_id", queryId);
        json.WriteBoolean("completed", board.IsCompleted);
        json.WriteNumber("elapsedMs", (long)board.Elapsed.TotalMilliseconds);
        json.WriteStartArray("outcomes");
        foreach (var verdict in board.Verdicts)
        {
            Write(json, verdict);
        }

        json.WriteEndArray();
        WriteOwn(json, board.Own);
        json.WriteStrings("notFinal", board.NotFinal);
        json.WriteStrings("restricted", board.Restricted);
        json.WriteString("summary", SearchSummary.Of(board));
        WriteLogIndex(json, board.LogIndex);
    });

    /// <summary>A, B, C, or null below C.</summary>
    public static void WriteGrade(Utf8JsonWriter json, Grade grade)
        => json.WriteStringOrNull("grade", grade == Grade.None ? null : grade.ToString());

    private static void WriteLogIndex(Utf8JsonWriter json, ulong? index)
    {
        if (index is { } at)
        {
            json.WriteNumber("logIndex", at);
        }
        else
        {
            json.WriteNull("logIndex");
        }
    }

    /// <summary>The member <c>own</c>: null while the own records have not been looked in.</summary>
    public static void WriteOwn(Utf8JsonWriter json, OwnVerdicts? own)
    {
        if (own is null)
        {
            json.WriteNull("own");
            return;
        }

        json.WriteStartObject("own");
        json.WriteString("country", own.Country);
        json.WriteBoolean("final", own.IsFinal);
        json.WriteStartArray("outcomes");
        foreach (var verdict in own.Verdicts)
        {
            Write(json, verdict);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One verdict as an object.</summary>
    public static void Write(Utf8JsonWriter json, CollectionVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("country", verdict.Member);
        json.WriteString("collection", verdict.Collection);
        json.WriteString("outcome", Tokens.Of(verdict.Outcome));
        json.WriteBoolean("final", verdict.IsFinal);
        json.WriteString("sentence", OutcomeSentences.Of(verdict.Outcome));
        json.WriteStringOrNull("message", verdict.Message.Length == 0 ? null : verdict.Message);
        WriteGrade(json, verdict.Grade);
        json.WriteStrings("matchedOn", verdict.MatchedOn);
        json.WriteStringOrNull("due", verdict.DueAt?.ToString("O", CultureInfo.InvariantCulture));
        if (verdict.NeedsConfirmation)
        {
            json.WriteBoolean("needsConfirmation", true);
        }

        if (verdict.Desk is { } desk)
        {
            json.WriteStartObject("desk");
            json.WriteString("name", desk.Name);
            json.WriteString("contact", desk.Contact);
            json.WriteEndObject();
        }

        json.WriteStartArray("records");
        foreach (var record in verdict.Records)
        {
            Write(json, record);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MatchedRecord record)
    {
        json.WriteStartObject();
        WriteGrade(json, record.Grade);
        json.WriteStrings("matchedOn", record.MatchedOn);
        json.WriteStartArray("reasons");
        foreach (var reason in record.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("field", reason.Field);
            json.WriteString("agreement", reason.Agreement.ToString().ToLowerInvariant());
            json.WriteString("text", reason.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStringOrNull("handle", record.Handle.Length == 0 ? null : record.Handle);
        json.WriteStringOrNull("category", record.Category.Length == 0 ? null : record.Category);
        json.WriteStartObject("summary");
        foreach (var (name, value) in record.Summary)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteBoolean("andMore", record.AndMore);
        if (record.Change is { } change)
        {
            json.WriteString("change", change.ToString().ToLowerInvariant());
            json.WriteStringOrNull("changedAt", record.ChangedAt?.ToString("O", CultureInfo.InvariantCulture));
        }

        if (record.Mark is { } mark)
        {
            json.WriteString("mark", mark.ToString().ToLowerInvariant());
        }

        json.WriteEndObject();
    }
}

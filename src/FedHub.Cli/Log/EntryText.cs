using System.Text.Json;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Terminal;
using FedHub.Transparency;

namespace FedHub.Cli.Log;

/// <summary>Entries for a person or a script.</summary>
internal static class EntryText
{
    /// <summary>One line: index, time, kind, who, what about, and what of it is worth a line.</summary>
    public static string Line(OpenedEntry entry)
    {
        var line = FormattableString.Invariant($"{entry.Index,8}  {entry.Leaf.SubmittedAt:yyyy-MM-dd HH:mm:ss} UTC  ");
        if (entry.Payload is null)
        {
            return line + (entry.Form == OpeningForm.Erased ? "(erased)" : "(not ours to read)");
        }

        string[] parts =
        [
            entry.Kind, entry.Member.Length == 0 ? "hub" : entry.Member, entry.Subject, entry["officer"], entry["agency"], entry["purpose"],
            entry["origin"].Length == 0 ? "" : "for " + entry["origin"], entry["slot"], entry["outcome"], entry["action"], entry["reason"],
            string.Join(' ', Asked(entry)),
        ];
        return line + PrintableText.Of(string.Join("  ", parts.Where(part => part.Length > 0)));
    }

    public static string Json(OpenedEntry entry) => JsonLines.Write(json =>
    {
        json.WriteNumber("index", entry.Index);
        json.WriteString("form", entry.Form.ToString().ToLowerInvariant());
        Write(json, entry.Leaf, entry.Payload);
    });

    public static void WriteJson(Utf8JsonWriter json, AuditLeaf leaf, AuditPayload payload)
    {
        json.WriteStartObject();
        Write(json, leaf, payload);
        json.WriteEndObject();
    }

    /// <summary>Each slot that a query asked, with how many keys.</summary>
    public static IEnumerable<string> Asked(OpenedEntry entry) =>
        entry.All("part").Select(part => part.Split(' ')).Where(words => words.Length >= 3).Select(words => $"{words[0]}×{words[2]}");

    private static void Write(Utf8JsonWriter json, AuditLeaf leaf, AuditPayload? payload)
    {
        json.WriteString("time", FormattableString.Invariant($"{leaf.SubmittedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}"));
        json.WriteString("commitment", leaf.Commitment.ToString());
        if (payload is null)
        {
            return;
        }

        json.WriteString("kind", payload.Kind.ToToken());
        json.WriteStringOrNull("member", payload.Member?.ToString());
        json.WriteString("subject", payload.Subject);

        // As a list: a field may come more than once, and the order is the log's.
        json.WriteStartArray("fields");
        foreach (var detail in payload.Details)
        {
            json.WriteStartArray();
            json.WriteStringValue(detail.Name);
            json.WriteStringValue(detail.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}

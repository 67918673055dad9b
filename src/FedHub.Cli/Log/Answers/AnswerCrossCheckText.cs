using System.Text.Json;
using FedHub.Cli.Terminal;

namespace FedHub.Cli.Log.Answers;

/// <summary>A cross-check of answers in words, and as JSON.</summary>
internal static class AnswerCrossCheckText
{
    public static IEnumerable<string> Lines(AnswerCrossCheck check)
    {
        yield return FormattableString.Invariant($"{check.Same} answers are in both logs, under the same digest.");
        if (check.Open > 0)
        {
            yield return FormattableString.Invariant($"{check.Open} at the end of one log are not compared: the other may not know of them yet.");
        }

        if (check.Uncovered > 0)
        {
            yield return FormattableString.Invariant(
                $"COULD NOT CHECK  {check.Uncovered} of them are more than an hour older than the hub's last entry: export the node's log again, after the hub's was fetched");
        }

        if (check.Unreadable > 0)
        {
            yield return FormattableString.Invariant($"COULD NOT CHECK  {check.Unreadable} rely on entries of the hub's log whose payload is erased or not ours to read.");
        }

        if (check.Unproven > 0)
        {
            yield return FormattableString.Invariant(
                $"COULD NOT CHECK  {check.Unproven} answers are in the hub's log with metadata alone, for which nothing vouches: fetch the log as an auditor of the country");
        }

        if (check.Erased > 0)
        {
            yield return FormattableString.Invariant($"COULD NOT CHECK  {check.Erased} entries of that time were erased from the hub's log and may be such answers: compare from a later time on");
        }

        foreach (var finding in check.Findings)
        {
            yield return Line(finding);
        }
    }

    public static string Json(AnswerCrossCheck check) => JsonLines.Write(json =>
    {
        json.WriteNumber("same", check.Same);
        json.WriteNumber("open", check.Open);
        json.WriteNumber("uncovered", check.Uncovered);
        json.WriteNumber("unreadable", check.Unreadable);
        json.WriteNumber("unproven", check.Unproven);
        json.WriteNumber("erased", check.Erased);
        json.WriteStartArray("findings");
        foreach (var finding in check.Findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
    });

    private static string Line(AnswerFinding finding)
    {
        var what = finding.Slot.Length == 0 ? finding.Subject : $"{finding.Subject}, {finding.Slot}";
        return finding.Kind switch
        {
            AnswerFindingKind.MissingAtNode =>
                FormattableString.Invariant($"NOT AT NODE      {what}: hub entry {finding.HubEntry} is an answer of this country that the node's log lacks, although it goes on after it"),
            AnswerFindingKind.OtherDigest =>
                FormattableString.Invariant($"OTHER ANSWER     {what}: hub entry {finding.HubEntry} and node entry {finding.NodeEntry} name other answers"),
            AnswerFindingKind.AnsweredTwice =>
                FormattableString.Invariant($"ANSWERED TWICE   {what}: hub entry {finding.HubEntry} is a second entry for an answer that the hub's log has already"),
            AnswerFindingKind.OtherEntry =>
                FormattableString.Invariant($"OTHER ENTRY      {what}: node entry {finding.NodeEntry} relies on hub entry {finding.HubEntry}, which is about something else"),
            AnswerFindingKind.MissingAtHub =>
                FormattableString.Invariant($"NOT AT HUB       {what}: node entry {finding.NodeEntry} is an answer that the hub's log lacks; it came too late, was lost, or was left out"),
            _ => FormattableString.Invariant($"NEVER LOGGED     {what}: node entry {finding.NodeEntry} refused what the hub's log does not have"),
        };
    }

    private static void Write(Utf8JsonWriter json, AnswerFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("kind", finding.Kind.ToString());
        WriteNumber(json, "hubEntry", finding.HubEntry);
        WriteNumber(json, "nodeEntry", finding.NodeEntry);
        json.WriteString("subject", finding.Subject);
        json.WriteString("slot", finding.Slot);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string property, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(property, value);
        }
        else
        {
            json.WriteNull(property);
        }
    }
}

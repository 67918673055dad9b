using FedHub.Cli.Log.Checking;
using FedHub.Cli.Terminal;
using FedHub.Cryptography.Match;

namespace FedHub.Cli.Log.Records;

/// <summary>An opened search, for the auditor's eyes: it holds identifiers in clear.</summary>
internal static class RecordText
{
    private const char UnitSeparator = '\u001f';

    public static IEnumerable<string> Lines(OpenedEntry entry, OpenedRecord record, IReadOnlyList<(bool Holds, string Text)> checks)
    {
        yield return FormattableString.Invariant($"query     {entry.Subject}, log entry {entry.Index}, {entry.Leaf.SubmittedAt:yyyy-MM-dd HH:mm:ss} UTC");
        yield return $"asked by  {entry["officer"]}, {entry["agency"]}, for {entry["purpose"]}: {entry["legal-basis"]}";
        yield return "case      " + record.CaseReference;
        foreach (var (identifierClass, opened) in record.Classes.OrderBy(pair => pair.Key))
        {
            foreach (var key in opened.Keys)
            {
                yield return $"searched  {identifierClass.ToToken()}  {key.Replace(UnitSeparator, ' ')}";
            }
        }

        foreach (var (holds, text) in checks)
        {
            yield return (holds ? "proven    " : "FAILED    ") + text;
        }
    }

    public static string Json(OpenedEntry entry, OpenedRecord record, IReadOnlyList<(bool Holds, string Text)> checks) => JsonLines.Write(json =>
    {
        json.WriteString("query", entry.Subject);
        json.WriteNumber("index", entry.Index);
        json.WriteString("officer", entry["officer"]);
        json.WriteString("case", record.CaseReference);
        json.WriteStartObject("searched");
        foreach (var (identifierClass, opened) in record.Classes.OrderBy(pair => pair.Key))
        {
            json.WriteStrings(identifierClass.ToToken(), opened.Keys.Select(key => key.Replace(UnitSeparator, ' ')));
        }

        json.WriteEndObject();
        json.WriteBoolean("proven", checks.All(check => check.Holds));
        json.WriteStrings("failed", checks.Where(check => !check.Holds).Select(check => check.Text));
    });
}

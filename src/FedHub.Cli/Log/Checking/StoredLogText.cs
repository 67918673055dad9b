using FedHub.Cli.Terminal;
using FedHub.Transparency.Sqlite;

namespace FedHub.Cli.Log.Checking;

/// <summary>What came of reading a hub's or a node's log in its database.</summary>
internal static class StoredLogText
{
    /// <summary>The whole in a line.</summary>
    public static string Of(LogFsckReport report) => report.IsWhole
        ? FormattableString.Invariant($"whole: {report.Count} entries, root {report.Root}")
        : FormattableString.Invariant($"NOT WHOLE: {report.Findings[0]} ({report.Count} entries read)");

    public static IEnumerable<string> Lines(LogFsckReport report, bool signaturesChecked)
    {
        yield return Of(report);
        yield return report.Published is { } head
            ? FormattableString.Invariant($"published  {head.Size} entries, root {head.Root}; {BeyondHead(report.Count - head.Size)}")
            : "published  nothing yet";
        yield return FormattableString.Invariant($"signed     {report.CheckpointCount} checkpoints, each held against the entries; signatures {(signaturesChecked ? "checked" : "not checked: give --policy")}");
        yield return FormattableString.Invariant($"payloads   {report.ErasedCount} erased, all others open their entries");
        foreach (var finding in report.Findings)
        {
            yield return "finding    " + finding;
        }
    }

    private static string BeyondHead(long entries) => entries < 0
        ? FormattableString.Invariant($"{-entries} of them were not read")
        : FormattableString.Invariant($"{entries} more are sequenced");

    public static string Json(LogFsckReport report, bool signaturesChecked) => JsonLines.Write(json =>
    {
        json.WriteBoolean("whole", report.IsWhole);
        json.WriteNumber("entries", report.Count);
        json.WriteString("root", report.Root.ToString());
        if (report.Published is { } head)
        {
            json.WriteNumber("published", head.Size);
            json.WriteString("publishedRoot", head.Root.ToString());
        }

        json.WriteNumber("checkpoints", report.CheckpointCount);
        json.WriteBoolean("signaturesChecked", signaturesChecked);
        json.WriteNumber("erased", report.ErasedCount);
        json.WriteStrings("findings", report.Findings);
    });
}

using FedHub.Cli.Terminal;

namespace FedHub.Cli.Log.Checking;

/// <summary>What came of verifying a log, for a person or a script.</summary>
internal static class LogCheckText
{
    public static IEnumerable<string> Lines(LogCheck check)
    {
        var head = check.Checkpoint.Head;
        yield return check.Finding is null
            ? FormattableString.Invariant($"verified   all {head.Size} entries lead to the signed checkpoint")
            : check.IsProven
                ? $"FAILED     {check.Finding}"
                : $"NOT CHECKED  {check.Finding}";
        yield return "log        " + check.Checkpoint.Signed.Checkpoint.Origin;
        yield return FormattableString.Invariant($"checkpoint size {head.Size}, root {head.Root}");
        yield return "witnesses  " + WitnessText.Of(check.Checkpoint.Verdict);
        if (check.Verification.Finding is not null)
        {
            yield return FormattableString.Invariant($"good up to entry {check.Verification.State.Head.Size}");
        }

        if (check.Openings is { } openings)
        {
            yield return FormattableString.Invariant($"payloads   {openings}");
        }

        if (check.Kept > 0)
        {
            yield return FormattableString.Invariant($"kept       {check.Kept} payloads, of which the log gives less than before: the copy keeps what it held");
        }
    }

    public static string Json(LogCheck check) => JsonLines.Write(json =>
    {
        json.WriteString("verdict", check.Verdict);
        json.WriteString("log", check.Checkpoint.Signed.Checkpoint.Origin);
        json.WriteNumber("size", check.Checkpoint.Head.Size);
        json.WriteString("root", check.Checkpoint.Head.Root.ToString());
        json.WriteStrings("witnesses", check.Checkpoint.Verdict.Witnesses.Select(witness => witness.Name));
        json.WriteNumber("verifiedSize", check.Verification.State.Head.Size);
        json.WriteStringOrNull("finding", check.Finding);
        if (check.Verification.Finding is { } finding)
        {
            json.WriteString("kind", finding.Kind.ToString());
            json.WriteNumber("firstEntry", finding.FirstEntry);
            json.WriteNumber("lastEntry", finding.LastEntry);
            json.WriteString("resource", finding.Resource);
        }

        if (check.Openings is { } openings)
        {
            json.WriteStartObject("payloads");
            json.WriteNumber("whole", openings.Whole);
            json.WriteNumber("metadata", openings.Metadata);
            json.WriteNumber("erased", openings.Erased);
            json.WriteNumber("withheld", openings.Withheld);
            json.WriteEndObject();
            json.WriteNumber("kept", check.Kept);
        }
    });
}

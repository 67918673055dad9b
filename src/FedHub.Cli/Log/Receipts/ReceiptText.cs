using FedHub.Cli.Log.Checking;
using FedHub.Cli.Terminal;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Receipts;

/// <summary>What a receipt proves, for a person or a script.</summary>
internal static class ReceiptText
{
    /// <summary>Prints the verdict, as text or as one JSON document.</summary>
    public static async Task WriteAsync(CliTerminal terminal, ReceiptCheck check, bool json)
    {
        IEnumerable<string> lines = json ? [Json(check)] : Lines(check);
        foreach (var line in lines)
        {
            await terminal.Output.WriteLineAsync(line);
        }
    }

    private static IEnumerable<string> Lines(ReceiptCheck check)
    {
        var verdict = check.Verdict;
        yield return check switch
        {
            { Verdict.Fault: not ReceiptFault.None } => "NOT PROVEN " + Fault(verdict.Fault),
            { OpeningDiffers: true } => "NOT PROVEN the entry is in the log, but the payload that the receipt carries is not what the entry commits to",
            _ => FormattableString.Invariant($"proven     entry {verdict.Index} is in the log, of which {verdict.TreeSize} entries were signed"),
        };
        if (verdict.Origin is { } origin)
        {
            yield return "log        " + origin;
            yield return "witnesses  " + WitnessText.Of(verdict.Witnesses);
        }

        if (!verdict.IsProven)
        {
            yield break;
        }

        foreach (var line in Entry(check))
        {
            yield return line;
        }
    }

    private static string Json(ReceiptCheck check) => JsonLines.Write(json =>
    {
        json.WriteString("verdict", check.ExitCode switch { ExitCode.Ok => "proven", ExitCode.VerificationFailed => "failed", _ => "could-not-check" });
        json.WriteStringOrNull("fault", check.OpeningDiffers ? "PayloadDiffers" : check.Verdict.IsProven ? null : check.Verdict.Fault.ToString());
        json.WriteStringOrNull("log", check.Verdict.Origin);
        json.WriteNumber("index", check.Verdict.Index);
        json.WriteNumber("size", check.Verdict.TreeSize);
        json.WriteStrings("witnesses", check.Verdict.Witnesses.Select(witness => witness.Name));
        json.WriteStringOrNull("leafHash", check.LeafHash?.ToString());
        if (check is { Verdict.IsProven: true, Payload: { } payload })
        {
            json.WritePropertyName("entry");
            EntryText.WriteJson(json, check.Leaf!.Value, payload);
        }
    });

    private static IEnumerable<string> Entry(ReceiptCheck check)
    {
        if (check.Leaf is { } leaf)
        {
            yield return FormattableString.Invariant($"submitted  {leaf.SubmittedAt:yyyy-MM-dd HH:mm:ss.fff} UTC");
        }

        if (check.Payload is not { } payload)
        {
            yield return "leaf hash  " + check.LeafHash;
            yield break;
        }

        yield return PrintableText.Of($"says       {payload.Kind.ToToken()} {payload.Member?.ToString() ?? "hub"} {payload.Subject}");
        foreach (var detail in payload.Details)
        {
            yield return PrintableText.Of($"           {detail.Name}: {detail.Value}");
        }
    }

    private static string Fault(ReceiptFault fault) => fault switch
    {
        ReceiptFault.Malformed => "this is not a receipt (C2SP tlog-proof)",
        ReceiptFault.UnknownLog => "the policy does not know the log",
        ReceiptFault.QuorumMissing => "the log signed it, but fewer witnesses cosigned than the policy asks for",
        ReceiptFault.NotIncluded => "the signed tree does not have this entry at this place",
        _ => "the log's signature is not right",
    };
}

using FedHub.Cli.Terminal;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Monitoring;

/// <summary>One round of a monitor.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="Served">The size shown; null when nothing was.</param>
/// <param name="Held">The size known before.</param>
/// <param name="Text">In words.</param>
/// <param name="Evidence">Where the evidence is; null without any.</param>
internal sealed record MonitorResult(MonitorOutcome Outcome, TreeHead? Served, long Held, string Text, string? Evidence = null)
{
    public ExitCode ExitCode => Outcome switch
    {
        MonitorOutcome.Forked or MonitorOutcome.Altered => ExitCode.VerificationFailed,
        MonitorOutcome.Older or MonitorOutcome.CouldNotCheck => ExitCode.Unreachable,
        _ => ExitCode.Ok,
    };

    public string Json(DateTimeOffset at) => JsonLines.Write(json =>
    {
        json.WriteString("time", FormattableString.Invariant($"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"));
        json.WriteString("outcome", Outcome.ToString());
        json.WriteNumber("held", Held);
        if (Served is { } served)
        {
            json.WriteNumber("served", served.Size);
            json.WriteString("root", served.Root.ToString());
        }

        json.WriteString("text", Text);
        json.WriteStringOrNull("evidence", Evidence);
    });
}

namespace FedHub.Protocol;

/// <summary>Compares two clocks.</summary>
public static class ClockExam
{
    private static readonly TimeSpan _warnFrom = TimeSpan.FromSeconds(10);

    /// <summary>The one finding.</summary>
    /// <param name="here">Time here, half-way through the call that brought the other.</param>
    /// <param name="there">Time at the hub.</param>
    public static Finding Look(DateTimeOffset here, DateTimeOffset there)
    {
        var ahead = here - there;
        var text = FormattableString.Invariant($"This machine's clock is {Math.Abs(ahead.TotalSeconds):F1} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} the hub's.");
        const string Remedy = "Let both machines follow a time service (such as chrony), and see which of the two is wrong.";
        return ahead.Duration() >= ProtocolLimits.ClockTolerance
            ? Finding.Error("clock-skew", text + " Queries are refused as being of the future or expired.", Remedy)
            : ahead.Duration() >= _warnFrom
                ? Finding.Warning("clock-skew", text, Remedy)
                : Finding.Ok("clock", text);
    }
}

namespace FedHub.Cli.Log;

/// <summary>What came of reading the log, in a line.</summary>
internal static class LogText
{
    public static string Of(LogCheck check) => check.Finding is null
        ? FormattableString.Invariant($"verified: {check.Size} entries, root {check.Root}")
        : FormattableString.Invariant($"NOT VERIFIED: {check.Finding} ({check.Size} entries read)");
}

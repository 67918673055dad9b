using FedHub.Contracts.Hub.V1;

namespace FedHub.Cli.Log;

/// <summary>What came of reading the log, in a line.</summary>
internal static class LogText
{
    public static string Of(VerifyLogResponse result) => result.Verified
        ? FormattableString.Invariant($"verified: {result.Size} entries, root {Convert.ToHexStringLower(result.Root.Span)}")
        : FormattableString.Invariant($"NOT VERIFIED: {result.Finding} ({result.Size} entries read)");
}

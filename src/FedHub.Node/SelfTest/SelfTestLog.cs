using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.SelfTest;

/// <summary>Events 3300 to 3399.</summary>
internal static partial class SelfTestLog
{
    [LoggerMessage(3300, LogLevel.Error, "{Slot}: the canary was not found. Its answers are shown as FAILED_SELF_TEST until it is.")]
    public static partial void Failed(ILogger logger, SlotId slot);

    [LoggerMessage(3301, LogLevel.Warning, "The self-test could not be run: {Code}.")]
    public static partial void NotRun(ILogger logger, ErrorCode code);
}

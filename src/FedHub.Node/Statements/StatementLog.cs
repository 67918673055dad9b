using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Statements;

/// <summary>Events 3400 to 3499.</summary>
internal static partial class StatementLog
{
    [LoggerMessage(3400, LogLevel.Warning, "Statements for the federation's log wait: {Code}. They are sent again, in their order, until the hub takes them.")]
    public static partial void NotSent(ILogger logger, ErrorCode code);

    [LoggerMessage(3401, LogLevel.Error, "Sending statements for the federation's log failed; it is tried again.")]
    public static partial void SendingBroke(ILogger logger, Exception exception);
}

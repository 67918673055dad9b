using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Event ids 1000 to 1019.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1000, LogLevel.Error, "Handler of {Rpc} threw in call {Call}.")]
    public static partial void HandlerFailed(ILogger logger, RpcName rpc, CallId call, Exception exception);

    [LoggerMessage(1001, LogLevel.Debug, "Call {Call} of {Rpc} ended with {Status}.")]
    public static partial void CallEnded(ILogger logger, RpcName rpc, CallId call, StatusCode status);

    [LoggerMessage(1002, LogLevel.Warning, "Handler of {Rpc} ran on for {Overrun} after call {Call} had ended.")]
    public static partial void HandlerOverran(ILogger logger, RpcName rpc, CallId call, TimeSpan overrun);

    [LoggerMessage(1003, LogLevel.Warning, "Call refused: {Count} handlers still run although their calls have ended.")]
    public static partial void TooManyOverdue(ILogger logger, int count);

    [LoggerMessage(1004, LogLevel.Error, "Ending call {Call} of {Rpc} failed.")]
    public static partial void EndFailed(ILogger logger, RpcName rpc, CallId call, Exception exception);
}

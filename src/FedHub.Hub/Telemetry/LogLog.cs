using FedHub.Transparency;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Log messages of the audit log: events 2200 to 2299.</summary>
internal static partial class LogLog
{
    [LoggerMessage(2200, LogLevel.Information, "The log goes on at {Size} published entries; signing at once: {MaySign}.")]
    internal static partial void LogStarted(this ILogger logger, long size, bool maySign);

    [LoggerMessage(2201, LogLevel.Critical, "The log could not be written; the hub stops. Check the disk, then start it again.")]
    internal static partial void LogFailed(this ILogger logger, Exception failure);

    [LoggerMessage(2202, LogLevel.Critical, "The log stopped for good ({Reason}); the hub stops. Keep the data directory as it is.")]
    internal static partial void LogStopped(this ILogger logger, SequencerStop reason);
}

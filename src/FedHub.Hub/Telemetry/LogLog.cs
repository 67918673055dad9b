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

    [LoggerMessage(2203, LogLevel.Debug, "A majority of the members has cosigned the log at {Size} entries.")]
    internal static partial void Witnessed(this ILogger logger, long size);

    [LoggerMessage(2204, LogLevel.Information, "Directory {Version} is logged and takes effect when a majority of the members has cosigned it.")]
    internal static partial void DirectoryWaits(this ILogger logger, ulong version);

    [LoggerMessage(2205, LogLevel.Error, "Directory {Version} could not be put in force; the next start takes it up.")]
    internal static partial void DirectoryStuck(this ILogger logger, ulong version, Exception failure);

    [LoggerMessage(2206, LogLevel.Warning, "No majority of the members has cosigned the log since {Since}: changes of the directory wait. See fedhub hub status.")]
    internal static partial void Unwitnessed(this ILogger logger, DateTimeOffset since);
}

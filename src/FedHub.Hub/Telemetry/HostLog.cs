using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Log messages of the host: events 2000 to 2099.</summary>
internal static partial class HostLog
{
    [LoggerMessage(2000, LogLevel.Information, "The hub serves members on port {Port}.")]
    internal static partial void Serving(this ILogger logger, int port);

    [LoggerMessage(2001, LogLevel.Information, "The hub stopped.")]
    internal static partial void Stopped(this ILogger logger);

    [LoggerMessage(2002, LogLevel.Critical, "The database's writer failed; the hub stops. Check the disk, then start it again.")]
    internal static partial void WriterFailed(this ILogger logger, Exception failure);

    [LoggerMessage(2003, LogLevel.Error, "Maintenance failed; it is tried again in a minute.")]
    internal static partial void MaintenanceFailed(this ILogger logger, Exception failure);

    [LoggerMessage(2004, LogLevel.Warning, "The directory expires at {ExpiresAt}; the federation has to publish a new one.")]
    internal static partial void DirectoryExpiresSoon(this ILogger logger, DateTimeOffset expiresAt);
}

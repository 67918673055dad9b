using FedHub.Grpc;
using FedHub.Protocol;
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

    [LoggerMessage(2005, LogLevel.Information, "A new certificate is in use, valid until {ValidUntil}; open connections keep the old one.")]
    internal static partial void CertificateInUse(this ILogger logger, DateTimeOffset validUntil);

    [LoggerMessage(2006, LogLevel.Error, "The certificate files changed and are not used ({Fault}): the old certificate stays. Run fedhub hub doctor.")]
    internal static partial void CertificateNotUsed(this ILogger logger, TlsFault fault);

    [LoggerMessage(2007, LogLevel.Warning, "An enrolment was refused: {Reason}.")]
    internal static partial void EnrolmentRefused(this ILogger logger, ErrorCode reason);

    [LoggerMessage(2008, LogLevel.Information, "The hub takes enrolments on port {Port}.")]
    internal static partial void TakesEnrolments(this ILogger logger, int port);

    [LoggerMessage(2009, LogLevel.Information, "The hub serves its log on port {Port}.")]
    internal static partial void ServesLog(this ILogger logger, int port);

    [LoggerMessage(2004, LogLevel.Warning, "The directory expires at {ExpiresAt}; the federation has to publish a new one.")]
    internal static partial void DirectoryExpiresSoon(this ILogger logger, DateTimeOffset expiresAt);
}

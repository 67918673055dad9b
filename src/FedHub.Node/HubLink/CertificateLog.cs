using FedHub.Grpc;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.HubLink;

/// <summary>Events 3150 to 3179, in the range of the hub link.</summary>
internal static partial class CertificateLog
{
    [LoggerMessage(3150, LogLevel.Information, "A new certificate is in use, valid until {ValidUntil}; open connections keep the old one.")]
    public static partial void InUse(ILogger logger, DateTimeOffset validUntil);

    [LoggerMessage(3151, LogLevel.Error, "The certificate files changed and are not used ({Fault}): the old certificate stays. Run fedhub node doctor.")]
    public static partial void NotUsed(ILogger logger, TlsFault fault);

    [LoggerMessage(3153, LogLevel.Information, "A new certificate is asked for; the one in use is valid until {ValidUntil}. The hub's operator has to have it signed.")]
    public static partial void RenewalAsked(ILogger logger, DateTimeOffset validUntil);

    [LoggerMessage(3154, LogLevel.Warning, "A new certificate could not be asked for ({Code}); the one in use is valid until {ValidUntil}.")]
    public static partial void RenewalFailed(ILogger logger, ErrorCode code, DateTimeOffset validUntil);

    [LoggerMessage(3152, LogLevel.Error, "Looking after the certificate failed; the one in use stays.")]
    public static partial void LookFailed(ILogger logger, Exception exception);
}

using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.HubLink;

/// <summary>Events 3100 to 3199.</summary>
internal static partial class HubLinkLog
{
    [LoggerMessage(3100, LogLevel.Information, "The delivery stream broke ({Code}); opening it again.")]
    public static partial void StreamBroke(ILogger logger, ErrorCode code);

    [LoggerMessage(3101, LogLevel.Error, "A delivery could not be answered.")]
    public static partial void DeliveryFailed(ILogger logger, Exception exception);

    [LoggerMessage(3102, LogLevel.Warning, "An answer could not be returned to the hub: {Code}.")]
    public static partial void AnswerNotReturned(ILogger logger, ErrorCode code);

    [LoggerMessage(3103, LogLevel.Warning, "Keeping {Step} current failed: {Code}.")]
    public static partial void SyncFailed(ILogger logger, SyncStep step, ErrorCode code);

    [LoggerMessage(3105, LogLevel.Warning, "The hub has later epochs of {Slots} slots than this node's database: it was restored from a backup. New epochs begin above them.")]
    public static partial void Restored(ILogger logger, int slots);

    [LoggerMessage(3106, LogLevel.Warning, "The hub lists an epoch of this node that this node has not signed; it is ignored.")]
    public static partial void ForeignEpoch(ILogger logger);

    [LoggerMessage(3107, LogLevel.Critical, "The hub offers directory {Version}, and a majority of the members has not cosigned it. It is not taken: see fedhub node doctor.")]
    public static partial void DirectoryUnwitnessed(ILogger logger, ulong version);

    [LoggerMessage(3104, LogLevel.Error, "Keeping {Step} current failed.")]
    public static partial void SyncBroke(ILogger logger, SyncStep step, Exception exception);
}

using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Filters;

/// <summary>Events 3200 to 3299.</summary>
internal static partial class FilterLog
{
    [LoggerMessage(3200, LogLevel.Warning, "A manifest was refused: {Code}.")]
    public static partial void ManifestRefused(ILogger logger, ErrorCode code);

    [LoggerMessage(3201, LogLevel.Warning, "A filter file of {Slot} could not be had: {Code}.")]
    public static partial void FileRefused(ILogger logger, SlotId slot, ErrorCode code);

    [LoggerMessage(3202, LogLevel.Warning, "Manifests could not be listed: {Code}.")]
    public static partial void SyncFailed(ILogger logger, ErrorCode code);
}

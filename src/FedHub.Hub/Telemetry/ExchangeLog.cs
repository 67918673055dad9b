using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Log messages of queries, deliveries, filters and the directory: events 2100 to 2199.</summary>
internal static partial class ExchangeLog
{
    [LoggerMessage(2100, LogLevel.Information, "Restored {Count} open queries.")]
    internal static partial void QueriesRestored(this ILogger logger, int count);

    [LoggerMessage(2101, LogLevel.Warning, "{Member} returned {Count} answers that differ from earlier ones; the earlier ones stand.")]
    internal static partial void AnswersConflict(this ILogger logger, MemberId member, int count);

    [LoggerMessage(2102, LogLevel.Warning, "The end of a query could not be stored; the next start does it.")]
    internal static partial void CompletionFailed(this ILogger logger, Exception failure);

    [LoggerMessage(2103, LogLevel.Information, "{Member} opened its delivery stream.")]
    internal static partial void StreamOpened(this ILogger logger, MemberId member);

    [LoggerMessage(2104, LogLevel.Information, "The delivery stream of {Member} ended.")]
    internal static partial void StreamEnded(this ILogger logger, MemberId member);

    [LoggerMessage(2105, LogLevel.Information, "{Member} published a manifest as entry {Index}.")]
    internal static partial void ManifestPublished(this ILogger logger, MemberId member, long index);

    [LoggerMessage(2106, LogLevel.Information, "A filter file was deleted: its epoch has ended.")]
    internal static partial void FilterFileDeleted(this ILogger logger);

    [LoggerMessage(2107, LogLevel.Information, "Directory {Version} is in force.")]
    internal static partial void DirectoryInForce(this ILogger logger, ulong version);

    [LoggerMessage(2108, LogLevel.Warning, "Refused {Member}: {Reason}.")]
    internal static partial void MemberRefused(this ILogger logger, MemberId member, ErrorCode reason);

    [LoggerMessage(2109, LogLevel.Warning, "Refused an unknown peer: {Reason}.")]
    internal static partial void PeerRefused(this ILogger logger, ErrorCode reason);

    [LoggerMessage(2110, LogLevel.Error, "Call {CallId} failed.")]
    internal static partial void CallFailed(this ILogger logger, Guid callId, Exception failure);
}

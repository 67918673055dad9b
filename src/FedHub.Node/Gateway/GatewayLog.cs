using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Gateway;

/// <summary>Events 3000 to 3099.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(3000, LogLevel.Warning, "{Slot}: {NoRecords} of {Searches} searches met a tag without a record. Its owner may be stuffing its filter.")]
    public static partial void NoRecordAlarm(ILogger logger, SlotId slot, long noRecords, long searches);

    [LoggerMessage(3001, LogLevel.Warning, "{Slot}: an answer did not verify.")]
    public static partial void AnswerNotVerified(ILogger logger, SlotId slot);

    [LoggerMessage(3002, LogLevel.Warning, "The hub refused a query: {Code}.")]
    public static partial void QueryRefused(ILogger logger, ErrorCode code);

    [LoggerMessage(3003, LogLevel.Warning, "Refreshing directory and manifests after a refusal failed: {Code}.")]
    public static partial void RefreshFailed(ILogger logger, ErrorCode code);

    [LoggerMessage(3004, LogLevel.Error, "The secrets of a finished search could not be wiped from the database; the next start wipes them.")]
    public static partial void WipeFailed(ILogger logger, Exception exception);

    [LoggerMessage(3005, LogLevel.Error, "A search broke off at this node; what had no answer yet is shown as such.")]
    public static partial void SearchBrokeOff(ILogger logger, Exception exception);

    [LoggerMessage(3006, LogLevel.Error, "The own records could not be looked in for a search; it is shown as such.")]
    public static partial void OwnRecordsFailed(ILogger logger, Exception exception);
}

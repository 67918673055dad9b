using FedHub.Transparency;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.AnswerLog;

/// <summary>Events 3800 to 3899.</summary>
internal static partial class AnswerLogLog
{
    [LoggerMessage(3800, LogLevel.Information, "This node's log of what it answered has {Size} signed entries.")]
    public static partial void Started(ILogger logger, long size);

    [LoggerMessage(3801, LogLevel.Critical, "This node's log of what it answered stopped: {Reason}. The node ends.")]
    public static partial void Stopped(ILogger logger, SequencerStop reason);

    [LoggerMessage(3802, LogLevel.Critical, "This node's log of what it answered could not be written. The node ends.")]
    public static partial void Failed(ILogger logger, Exception failure);

    [LoggerMessage(3803, LogLevel.Warning, "More than {Count} deliveries that could not be verified came in a minute. The rest is not answered: see who runs the hub.")]
    public static partial void TooManyUnverified(ILogger logger, int count);
}

using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Letters;

/// <summary>Events 3510 to 3549.</summary>
internal static partial class LetterLog
{
    [LoggerMessage(3510, LogLevel.Warning, "A letter was not sent: {Code}. It is sealed and signed anew and sent again.")]
    public static partial void NotSent(ILogger logger, ErrorCode code);

    [LoggerMessage(3511, LogLevel.Error, "Sending letters failed; it is tried again.")]
    public static partial void SendingBroke(ILogger logger, Exception exception);

    [LoggerMessage(3512, LogLevel.Warning, "A letter to {Recipient} was not sent: another came before under its id. A node restored from a backup repeats itself so; the first word stands.")]
    public static partial void SaidBefore(ILogger logger, MemberId recipient);

    [LoggerMessage(3513, LogLevel.Warning, "A letter did not verify: {Code}. It is left at the hub.")]
    public static partial void NotVerified(ILogger logger, ErrorCode code);

    [LoggerMessage(3514, LogLevel.Warning, "A letter of {Sender} says nothing that fits what is held here; it was put aside.")]
    public static partial void SaysNothing(ILogger logger, MemberId sender);
}

using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Witness;

/// <summary>Events 3700 to 3799.</summary>
internal static partial class WitnessLog
{
    [LoggerMessage(3700, LogLevel.Critical, "The hub's log signed two histories, of {First} and of {Second} entries. This node answers nothing any more; the evidence is in log-fork.evidence. Tell the auditors.")]
    public static partial void Forked(ILogger logger, long first, long second);

    [LoggerMessage(3701, LogLevel.Warning, "The hub gave no proof that the log of {From} entries continues in that of {To}: {Code}.")]
    public static partial void NoProof(ILogger logger, long from, long to, ErrorCode code);

    [LoggerMessage(3702, LogLevel.Warning, "A cosignature could not be handed in: {Code}.")]
    public static partial void NotHandedIn(ILogger logger, ErrorCode code);

    [LoggerMessage(3703, LogLevel.Error, "{Member} has seen a log of {Size} entries that the hub does not prove to be the one that this node has seen. Compare the signed checkpoints with it.")]
    public static partial void ViewDiffers(ILogger logger, MemberId member, long size);
}

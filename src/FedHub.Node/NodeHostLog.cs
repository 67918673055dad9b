using System.Net;
using Microsoft.Extensions.Logging;

namespace FedHub.Node;

/// <summary>Events 3500 to 3599.</summary>
internal static partial class NodeHostLog
{
    [LoggerMessage(3500, LogLevel.Critical, "The database's writer failed; the node stops. Check the disk, then start it again.")]
    public static partial void WriterFailed(ILogger logger, Exception failure);

    [LoggerMessage(3501, LogLevel.Information, "Officers are served on {Gateway}.")]
    public static partial void Serving(ILogger logger, IPEndPoint gateway);

    [LoggerMessage(
        3502, LogLevel.Warning,
        "The files in policy/ are not what is in force, and have no effect. See what differs: fedhub node policy diff. Put it in force: fedhub node policy apply.")]
    public static partial void PolicyDraftDiffers(ILogger logger);
}

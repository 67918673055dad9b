using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace FedHub.Grpc;

/// <summary>Event ids 1020 to 1029.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(1020, LogLevel.Warning, "A client's certificate was refused: {Errors}.")]
    public static partial void ClientRefused(ILogger logger, SslPolicyErrors errors);
}

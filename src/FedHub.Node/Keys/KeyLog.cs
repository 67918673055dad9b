using FedHub.Cryptography;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Keys;

/// <summary>Events 3600 to 3699.</summary>
internal static partial class KeyLog
{
    [LoggerMessage(3600, LogLevel.Information, "The {Use} key {Key} is in use.")]
    public static partial void Activated(ILogger logger, KeyUse use, KeyId key);

    [LoggerMessage(3601, LogLevel.Information, "The {Use} key {Key} no longer counts and is wiped.")]
    public static partial void Wiped(ILogger logger, KeyUse use, KeyId key);
}

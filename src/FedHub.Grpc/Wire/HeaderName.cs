namespace FedHub.Grpc.Wire;

/// <summary>Header names of the protocol, and which of them are not metadata.</summary>
internal static class HeaderName
{
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Te = "te";
    public const string ContentType = "application/grpc";
    public const string Identity = "identity";

    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        Status, Message, Timeout, Encoding, AcceptEncoding, "grpc-message-type", Te, "content-type", "content-length", "content-encoding",
        "host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "trailer",
    };

    /// <summary>Whether the name belongs to the protocol, so that an application may neither set it nor see it.</summary>
    public static bool IsReserved(string name) => name.StartsWith(':') || _reserved.Contains(name);
}

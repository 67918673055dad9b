namespace Grpc.Core;

/// <summary>Whether a channel must be plain or must use TLS. Certificates are set on the HTTP handler.</summary>
public abstract class ChannelCredentials
{
    private protected ChannelCredentials(bool isSecure) => IsSecure = isSecure;

    /// <summary>Plain HTTP/2.</summary>
    public static ChannelCredentials Insecure { get; } = new TransportCredentials(isSecure: false);

    /// <summary>TLS.</summary>
    public static ChannelCredentials SecureSsl { get; } = new TransportCredentials(isSecure: true);

    internal bool IsSecure { get; }

    private sealed class TransportCredentials(bool isSecure) : ChannelCredentials(isSecure);
}

namespace FedHub.Grpc.Tests.Interop;

/// <summary>What lies below HTTP/2.</summary>
public enum Transport
{
    Plain,
    Tls,
    MutualTls,
}

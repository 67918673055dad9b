namespace FedHub.Node.Configuration;

/// <summary>The <c>tls</c> object of <c>node.json</c>.</summary>
internal sealed record TlsSection
{
    public required string CertFile { get; init; }

    public required string KeyFile { get; init; }

    public required string CaFile { get; init; }
}

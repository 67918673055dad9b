namespace FedHub.Hub;

/// <summary>PEM files of the hub's TLS identity.</summary>
public sealed record HubTlsFiles
{
    /// <summary>The hub's certificate, then intermediates if any.</summary>
    public required string CertFile { get; init; }

    /// <summary>Its private key.</summary>
    public required string KeyFile { get; init; }

    /// <summary>The federation's certificate authority: the only root trusted.</summary>
    public required string CaFile { get; init; }
}

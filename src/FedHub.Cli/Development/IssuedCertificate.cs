namespace FedHub.Cli.Development;

/// <summary>A certificate of the development authority with its private key, both PEM.</summary>
internal sealed record IssuedCertificate(string Name, string CertificatePem, string PrivateKeyPem)
{
    /// <summary>The name only: the other half is a private key.</summary>
    public override string ToString() => $"IssuedCertificate({Name})";
}

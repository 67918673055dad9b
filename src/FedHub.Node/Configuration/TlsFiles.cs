namespace FedHub.Node.Configuration;

/// <summary>Files of the node's TLS identity, PEM.</summary>
/// <param name="CertFile">The node's certificate, chain included.</param>
/// <param name="KeyFile">Its private key, mode 0600.</param>
/// <param name="CaFile">The federation's CA.</param>
public sealed record TlsFiles(string CertFile, string KeyFile, string CaFile);

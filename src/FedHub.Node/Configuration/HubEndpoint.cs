namespace FedHub.Node.Configuration;

/// <summary>The hub.</summary>
/// <param name="Address">An <c>https</c> URI without a path.</param>
/// <param name="CaFile">CA of the hub's certificate; null means <see cref="TlsFiles.CaFile"/>.</param>
public sealed record HubEndpoint(Uri Address, string? CaFile = null);

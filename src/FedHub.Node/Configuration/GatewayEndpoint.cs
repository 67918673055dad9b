namespace FedHub.Node.Configuration;

/// <summary>Where the node's own officers connect.</summary>
/// <param name="Listen">Address and port, such as <c>127.0.0.1:7443</c>; port 0 takes any free one.</param>
public sealed record GatewayEndpoint(System.Net.IPEndPoint Listen);

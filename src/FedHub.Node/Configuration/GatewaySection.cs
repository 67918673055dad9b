namespace FedHub.Node.Configuration;

/// <summary>The <c>gateway</c> object of <c>node.json</c>.</summary>
internal sealed record GatewaySection
{
    public required string Listen { get; init; }
}

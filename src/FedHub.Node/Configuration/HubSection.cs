namespace FedHub.Node.Configuration;

/// <summary>The <c>hub</c> object of <c>node.json</c>.</summary>
internal sealed record HubSection
{
    public required string Address { get; init; }

    public string? CaFile { get; init; }
}

namespace FedHub.Node.Configuration;

/// <summary>The <c>witness</c> object of <c>node.json</c>.</summary>
internal sealed record WitnessSection
{
    /// <summary>Address and port, on this machine only.</summary>
    public required string Listen { get; init; }
}

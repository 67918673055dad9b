namespace FedHub.Node.HubLink;

/// <summary>How the hub is, by its own account.</summary>
/// <param name="SoftwareVersion">Of the hub.</param>
/// <param name="Now">The hub's clock when it answered.</param>
/// <param name="DirectoryVersion">In force at the hub.</param>
/// <param name="StreamOpen">Whether the hub has this node's delivery stream.</param>
/// <param name="OpenDeliveryCount">Deliveries to this node without an answer.</param>
/// <param name="OtherVersions">Versions that other members run.</param>
internal sealed record HubReport(
    string SoftwareVersion, DateTimeOffset Now, ulong DirectoryVersion, bool StreamOpen, uint OpenDeliveryCount, IReadOnlyList<string> OtherVersions);

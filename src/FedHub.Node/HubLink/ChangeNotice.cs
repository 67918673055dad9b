namespace FedHub.Node.HubLink;

/// <summary>The directory or somebody's manifests changed.</summary>
/// <param name="DirectoryVersion">The newest version.</param>
/// <param name="ManifestsChanged">Whether to list manifests again.</param>
internal sealed record ChangeNotice(ulong DirectoryVersion, bool ManifestsChanged) : Delivery;

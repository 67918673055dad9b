namespace FedHub.Node.HubLink;

/// <summary>A directory that the hub offers and that was not witnessed; the one before stays in force.</summary>
/// <param name="Version">Which.</param>
/// <param name="Since">When it was first offered since the start.</param>
/// <param name="Why">In words.</param>
internal sealed record RefusedDirectory(ulong Version, DateTimeOffset Since, string Why);

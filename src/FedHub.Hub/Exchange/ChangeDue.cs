using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>The directory, or a member's manifests, changed.</summary>
/// <param name="ManifestMembers">Members whose manifests changed; may be empty.</param>
internal sealed record ChangeDue(IReadOnlyList<MemberId> ManifestMembers) : Delivery;

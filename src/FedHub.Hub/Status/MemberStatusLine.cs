using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>One member as the hub sees it.</summary>
/// <param name="Member">The member.</param>
/// <param name="Suspended">Suspended in the directory.</param>
/// <param name="ConnectedSince">Since when its delivery stream is open; null when it is not.</param>
/// <param name="ManifestCount">Manifests served.</param>
/// <param name="OpenDeliveryCount">Deliveries without an answer.</param>
internal sealed record MemberStatusLine(
    MemberId Member, bool Suspended, DateTimeOffset? ConnectedSince, int ManifestCount, int OpenDeliveryCount);

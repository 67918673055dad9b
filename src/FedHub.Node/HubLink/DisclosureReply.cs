namespace FedHub.Node.HubLink;

/// <summary>What came back on a disclosure request.</summary>
/// <param name="Answer">The owner's answer, not verified yet; null when there is none.</param>
/// <param name="Silence">Why there is none; null when there is one.</param>
/// <param name="LogIndex">The answer's entry, where the hub says so.</param>
internal sealed record DisclosureReply(SealedMessage? Answer, SilenceReason? Silence, ulong? LogIndex = null);

using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>What the asker is told of a disclosure request.</summary>
/// <param name="Answer">The DisclosureAnswer message, encoded; null when there is none now.</param>
/// <param name="State">Why there is none now.</param>
/// <param name="Receipt">The answer's log entry; null when there is none now.</param>
internal sealed record DisclosureResult(byte[]? Answer, DeliveryState State, LogReceipt? Receipt = null);

namespace FedHub.Node.HubLink;

/// <summary>A disclosure request to answer. Nothing is verified yet.</summary>
/// <param name="Request">As submitted.</param>
/// <param name="Receipt">The request's log entry; null when the hub sent none, or one that is not well-formed.</param>
internal sealed record DisclosureDelivery(SealedMessage Request, LogEntryReceipt? Receipt) : Delivery;

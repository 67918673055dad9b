namespace FedHub.Node.HubLink;

/// <summary>An owner answered or refused one slot. Nothing is verified yet.</summary>
/// <param name="Answer">As it came.</param>
internal sealed record SlotAnswered(SealedMessage Answer) : QueryEvent;

using FedHub.Cryptography.Match;

namespace FedHub.Node.Responder;

/// <summary>How one slot of a query was answered.</summary>
/// <param name="Epoch">Under which epoch.</param>
/// <param name="ElementCount">Elements evaluated, padding included.</param>
internal sealed record AnsweredSlot(EpochNumber Epoch, int ElementCount);

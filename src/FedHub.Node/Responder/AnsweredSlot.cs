using FedHub.Cryptography.Match;

namespace FedHub.Node.Responder;

/// <summary>How one slot of a query was answered.</summary>
/// <param name="Epoch">Under which epoch.</param>
/// <param name="ElementCount">Elements evaluated, padding included.</param>
internal readonly record struct AnsweredSlot(EpochNumber Epoch, int ElementCount);

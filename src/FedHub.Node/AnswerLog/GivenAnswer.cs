using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.AnswerLog;

/// <summary>What this node says about one slot of a query.</summary>
/// <param name="Slot">Which.</param>
/// <param name="Refusal">Why not; null when it is answered.</param>
/// <param name="Message">Signed.</param>
internal sealed record GivenAnswer(SlotId Slot, Refusal? Refusal, SealedMessage Message);

using FedHub.Node.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>How the attempt to keep answers ended; exactly one of the three is set.</summary>
/// <param name="Stored">The answers, durable now.</param>
/// <param name="Existing">Answers that another delivery of the same query made durable first.</param>
/// <param name="OverBudget">Slots whose budget is used up; nothing was kept.</param>
internal sealed record AnswerCommit(
    IReadOnlyList<SealedMessage>? Stored, StoredAnswers? Existing, IReadOnlyList<(SlotWork Slot, Refusal Refusal)> OverBudget);

namespace FedHub.Hub;

/// <summary>Nothing more comes.</summary>
/// <param name="AnsweredSlots">Slots that were answered or refused.</param>
/// <param name="MissingSlots">Slots without an answer.</param>
internal sealed record QueryEnded(int AnsweredSlots, int MissingSlots) : QueryEvent;

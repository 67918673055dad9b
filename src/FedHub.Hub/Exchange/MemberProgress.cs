using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>How far one member is with one open query. Owned by <see cref="LiveQuery"/>, under its lock.</summary>
internal sealed class MemberProgress(DeliveryState state)
{
    internal DeliveryState State { get; set; } = state;

    internal HashSet<SlotId> MissingSlots { get; } = [];

    internal bool IsFinal => State is not (DeliveryState.Pending or DeliveryState.Waiting);
}

using FedHub.Node.Gateway;
using FedHub.Node.Records;

namespace FedHub.Node.OwnRecords;

/// <summary>What the look-ups in one own collection met, before budgets and policy have decided.</summary>
/// <param name="Plan">What was to be looked up.</param>
/// <param name="Settled">Slots that were not looked up, or not for all that was typed.</param>
/// <param name="Finds">The others.</param>
/// <param name="Candidates">The records met that are still there.</param>
internal sealed record OwnLookUp(
    CollectionPlan Plan, IReadOnlyList<SlotVerdict> Settled, IReadOnlyList<OwnFinds> Finds, IReadOnlyDictionary<RecordRowId, OwnCandidate> Candidates)
{
    public override string ToString() => $"OwnLookUp({Plan.Collection})";
}

namespace FedHub.Node.HubLink;

/// <summary>What a round of <see cref="SyncLoop"/> keeps current.</summary>
internal enum SyncStep
{
    Directory,
    Revocations,
    Keys,
    Numbers,
    Epochs,
    Deltas,
    Publishing,
    Filters,
    Pruning,
}

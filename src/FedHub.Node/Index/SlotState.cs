using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>How one slot stands, for status pages.</summary>
/// <param name="Slot">Slot.</param>
/// <param name="Epoch">Epoch in force; null when there is none yet.</param>
/// <param name="EndsAt">Its end.</param>
/// <param name="KeyCount">Search keys in its filter, without padding.</param>
/// <param name="WaitingRecordCount">Records of the collection that are newer than the filter.</param>
/// <param name="SearchableFrom">When those are expected to be found; null when none wait.</param>
/// <param name="PublishedAt">When its newest manifest was logged; null while it waits.</param>
public sealed record SlotState(
    SlotId Slot,
    EpochNumber? Epoch,
    DateTimeOffset? EndsAt,
    long KeyCount,
    long WaitingRecordCount,
    DateTimeOffset? SearchableFrom,
    DateTimeOffset? PublishedAt);

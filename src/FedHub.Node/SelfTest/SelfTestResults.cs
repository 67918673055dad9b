using System.Collections.Concurrent;
using FedHub.Cryptography.Match;

namespace FedHub.Node.SelfTest;

/// <summary>Slots of others whose canary was not found when it was last searched. Until it passes, nothing they answer is shown as a no-hit.</summary>
internal sealed class SelfTestResults
{
    // Written by the self-test, read by every search.
    private readonly ConcurrentDictionary<SlotId, DateTimeOffset> _failedAt = new();

    /// <summary>Whether the last self-test of a slot failed.</summary>
    public bool HasFailed(SlotId slot) => _failedAt.ContainsKey(slot);

    /// <summary>Takes the result of a self-test. One that could not be carried out, because the member is away, is none.</summary>
    public void Record(SlotId slot, bool passed, DateTimeOffset at)
    {
        if (passed)
        {
            _failedAt.TryRemove(slot, out _);
        }
        else
        {
            _failedAt[slot] = at;
        }
    }
}

using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>One collection of a running search: which slots are open, what the others came to. All access is under its own lock.</summary>
internal sealed class CollectionProgress
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SlotId, SlotVerdict?> _slots;
    private readonly List<FoundTag> _found = [];
    private bool _isTaken;

    public CollectionProgress(CollectionPlan plan)
    {
        Plan = plan;
        _slots = plan.Asked.ToDictionary(asked => asked.Slot, SlotVerdict? (_) => null);
    }

    public CollectionPlan Plan { get; }

    /// <summary>Tags found; complete once the collection was taken.</summary>
    public IReadOnlyList<FoundTag> Found => _found;

    /// <summary>Takes the result of one slot. The first one counts: a resumed stream repeats answers.</summary>
    /// <returns>True once: when the last slot has its result and the caller is to finish the collection.</returns>
    public bool Settle(SlotReading reading)
    {
        lock (_lock)
        {
            if (_slots.TryGetValue(reading.Slot, out var verdict) && verdict is null)
            {
                _slots[reading.Slot] = reading.Verdict;
                _found.AddRange(reading.Found);
            }

            return TakeIfComplete();
        }
    }

    /// <summary>Gives all open slots this outcome.</summary>
    /// <returns>As <see cref="Settle"/>.</returns>
    public bool SettleOpen(Outcome outcome, DateTimeOffset? retryAt = null, SlotReason reason = SlotReason.None)
    {
        lock (_lock)
        {
            foreach (var slot in _slots.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
            {
                _slots[slot] = new SlotVerdict(slot.Class, outcome, retryAt) { Reason = reason };
            }

            return TakeIfComplete();
        }
    }

    /// <summary>All slots, asked or not. Open ones are left out.</summary>
    public IReadOnlyList<SlotVerdict> Verdicts()
    {
        lock (_lock)
        {
            return [.. Plan.Settled, .. _slots.Values.Where(verdict => verdict is not null).Select(verdict => verdict!)];
        }
    }

    /// <summary>All slots, with those that are open under this outcome.</summary>
    public IReadOnlyList<SlotVerdict> VerdictsWith(Outcome open)
    {
        lock (_lock)
        {
            return [.. Plan.Settled, .. _slots.Select(slot => slot.Value ?? new SlotVerdict(slot.Key.Class, open))];
        }
    }

    /// <summary>Whether a slot waits for its answer.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return !_isTaken && _slots.Values.Any(verdict => verdict is null);
            }
        }
    }

    /// <summary>Takes the collection without finishing it: it was settled before a restart.</summary>
    public void Skip()
    {
        lock (_lock)
        {
            _isTaken = true;
        }
    }

    private bool TakeIfComplete()
    {
        if (_isTaken || _slots.Values.Any(verdict => verdict is null))
        {
            return false;
        }

        _isTaken = true;
        return true;
    }
}

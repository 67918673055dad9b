using System.Runtime.CompilerServices;
using FedHub.Cryptography.Match;
using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>
/// An open query: what its askers are told, in order, and when each member's time is up. It holds no content; everything it
/// says can be rebuilt from the store, and is, after a restart.
/// </summary>
internal sealed class LiveQuery : IDisposable
{
    // Timer's upper bound is about 49 days; lifetimes are at most 7.
    private static readonly TimeSpan _never = Timeout.InfiniteTimeSpan;

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _deadline;
    private readonly List<QueryEvent> _events = [];
    private readonly Dictionary<MemberId, MemberProgress> _members;
    private readonly int _slotCount;
    private readonly Action<LiveQuery> _onEnded;
    private readonly ITimer _timer;

    // Replaced, under the gate, each time events are added; completed to wake all readers.
    private TaskCompletionSource _more = NewSignal();
    private int _answeredSlots;
    private bool _ended;

    internal LiveQuery(StoredQuery query, TimeSpan answerDeadline, TimeProvider clock, Action<LiveQuery> onEnded)
    {
        Key = query.Key;
        Digest = query.Digest;
        Urgency = query.Urgency;
        ExpiresAt = query.ExpiresAt;
        Receipt = query.Receipt;
        _clock = clock;
        _onEnded = onEnded;
        _slotCount = query.Slots.Count;
        _deadline = query.AcceptedAt + answerDeadline < query.ExpiresAt ? query.AcceptedAt + answerDeadline : query.ExpiresAt;
        _members = query.Members.ToDictionary(member => member.Key, member => new MemberProgress(member.Value));
        _timer = clock.CreateTimer(static state => ((LiveQuery)state!).OnTimer(), this, _never, _never);
        Replay(query);
    }

    internal QueryKey Key { get; }

    internal Digest Digest { get; }

    internal Urgency Urgency { get; }

    internal DateTimeOffset ExpiresAt { get; }

    internal LogReceipt Receipt { get; }

    /// <summary>True once nothing more comes.</summary>
    internal bool IsEnded
    {
        get
        {
            lock (_gate)
            {
                return _ended;
            }
        }
    }

    /// <summary>The state of each member, for the store.</summary>
    internal IReadOnlyDictionary<MemberId, DeliveryState> MemberStates
    {
        get
        {
            lock (_gate)
            {
                return _members.ToDictionary(member => member.Key, member => member.Value.State);
            }
        }
    }

    /// <summary>Ends what is over already and starts the clock for the rest.</summary>
    internal void Start() => OnTimer();

    /// <summary>Members whose answers are still taken.</summary>
    internal IReadOnlyList<MemberId> OpenMembers()
    {
        lock (_gate)
        {
            return [.. _members.Where(member => !member.Value.IsFinal).Select(member => member.Key)];
        }
    }

    /// <summary>Tells askers of an answer. Call it only after the answer is durable.</summary>
    internal void Answered(SlotId slot) => Change(() =>
    {
        if (!_members.TryGetValue(slot.Member, out var member) || !member.MissingSlots.Remove(slot))
        {
            return;
        }

        _answeredSlots++;
        _events.Add(new SlotAnswered(slot));
        if (member.MissingSlots.Count == 0)
        {
            member.State = DeliveryState.Answered;
        }
    });

    /// <summary>Ends the wait for a member that was suspended meanwhile.</summary>
    internal void Suspend(MemberId suspended) => Change(() =>
    {
        if (_members.TryGetValue(suspended, out var member) && !member.IsFinal)
        {
            Reach(suspended, member, DeliveryState.Suspended);
        }
    });

    /// <summary>Ends the wait for everybody who has not answered: the asker took the query back.</summary>
    internal void Cancel() => Change(() =>
    {
        foreach (var (id, member) in _members.OrderBy(member => member.Key))
        {
            if (!member.IsFinal)
            {
                Reach(id, member, DeliveryState.Expired);
            }
        }
    });

    /// <summary>Everything that happened and will happen, from the start. Ends after <see cref="QueryEnded"/>.</summary>
    internal async IAsyncEnumerable<QueryEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0; ; next++)
        {
            QueryEvent? happened;
            while (!TryRead(next, out happened, out var more))
            {
                await more.WaitAsync(cancellationToken);
            }

            yield return happened!;
            if (happened is QueryEnded)
            {
                yield break;
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool TryRead(int index, out QueryEvent? happened, out Task more)
    {
        lock (_gate)
        {
            happened = index < _events.Count ? _events[index] : null;
            more = _more.Task;
            return happened is not null;
        }
    }

    private void Replay(StoredQuery query)
    {
        foreach (var slot in query.Slots)
        {
            if (slot.Answered)
            {
                _answeredSlots++;
                _events.Add(new SlotAnswered(slot.Slot));
            }
            else if (_members.TryGetValue(slot.Slot.Member, out var member))
            {
                member.MissingSlots.Add(slot.Slot);
            }
        }

        foreach (var (id, member) in _members.OrderBy(member => member.Key))
        {
            if (member.MissingSlots.Count == 0)
            {
                // A late answer may have completed a member that was given up: then there is nothing to excuse.
                member.State = DeliveryState.Answered;
            }
            else if (member.State is not DeliveryState.Pending)
            {
                _events.Add(new MemberStateReached(id, member.State));
            }
        }
    }

    private void OnTimer() => Change(() =>
    {
        var now = _clock.GetUtcNow();
        foreach (var (id, member) in _members.OrderBy(member => member.Key))
        {
            if (!member.IsFinal && StateAt(now) is var state && state != DeliveryState.Pending && state != member.State)
            {
                Reach(id, member, state);
            }
        }

        var due = now < _deadline ? _deadline : ExpiresAt;
        _timer.Change(due > now && !_ended ? due - now : _never, _never);
    });

    private DeliveryState StateAt(DateTimeOffset now) => Urgency switch
    {
        Urgency.Interactive => now < _deadline ? DeliveryState.Pending : DeliveryState.Unreachable,
        _ when now >= ExpiresAt => DeliveryState.Expired,
        _ => now < _deadline ? DeliveryState.Pending : DeliveryState.Waiting,
    };

    private void Reach(MemberId id, MemberProgress member, DeliveryState state)
    {
        member.State = state;
        _events.Add(new MemberStateReached(id, state));
    }

    private void Change(Action change)
    {
        bool endedNow;
        TaskCompletionSource? wake = null;
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            var before = _events.Count;
            change();
            endedNow = _members.Values.All(member => member.IsFinal);
            if (endedNow)
            {
                _ended = true;
                _events.Add(new QueryEnded(_answeredSlots, _slotCount - _answeredSlots));
            }

            if (_events.Count > before)
            {
                wake = _more;
                _more = NewSignal();
            }
        }

        wake?.SetResult();
        if (endedNow)
        {
            _timer.Dispose();
            _onEnded(this);
        }
    }
}

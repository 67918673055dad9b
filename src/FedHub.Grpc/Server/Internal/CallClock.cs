using FedHub.Grpc;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One timer a call for its deadline, its idle time and its age, whichever is due first.</summary>
internal sealed class CallClock : IDisposable
{
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(45);
    private static readonly Status _deadlineStatus = new(StatusCode.DeadlineExceeded, "Deadline Exceeded");
    private static readonly Status _idleStatus = new(StatusCode.Unavailable, "The stream was idle for too long.");
    private static readonly Status _ageStatus = new(StatusCode.Unavailable, "The stream reached its maximum age.");

    private readonly ServerCall _call;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _timeout;
    private readonly TimeSpan? _idle;
    private readonly TimeSpan? _age;
    private readonly long _startedAt;
    private readonly ITimer _timer;

    // Written by reads and writes of the call, read by the timer.
    private long _activeAt;

    public CallClock(ServerCall call, TimeProvider time, TimeSpan? timeout, GrpcStreamLimits? limits)
    {
        _call = call;
        _time = time;
        _timeout = timeout;
        _idle = limits?.IdleTimeout;
        _age = limits?.MaxAge;
        _startedAt = _activeAt = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((CallClock)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Apart from the constructor, because a timer may fire before the call knows its clock.
    public void Start() => OnTimer();

    /// <summary>A message was read or written.</summary>
    public void Touch()
    {
        if (_idle is not null)
        {
            Volatile.Write(ref _activeAt, _time.GetTimestamp());
        }
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        var elapsed = _time.GetElapsedTime(_startedAt);
        var idleFor = _time.GetElapsedTime(Volatile.Read(ref _activeAt));
        var next = _longestTimer;
        if (IsDue(_timeout, elapsed, ref next))
        {
            _call.EndFromClock(_deadlineStatus);
        }
        else if (IsDue(_age, elapsed, ref next))
        {
            _call.EndFromClock(_ageStatus);
        }
        else if (IsDue(_idle, idleFor, ref next))
        {
            _call.EndFromClock(_idleStatus);
        }
        else
        {
            _timer.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    private static bool IsDue(TimeSpan? limit, TimeSpan elapsed, ref TimeSpan next)
    {
        if (limit is not { } value)
        {
            return false;
        }

        var left = value - elapsed;
        if (left <= TimeSpan.Zero)
        {
            return true;
        }

        // Timers count in whole milliseconds, and must not fire early for ever.
        left = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
        next = left < next ? left : next;
        return false;
    }
}

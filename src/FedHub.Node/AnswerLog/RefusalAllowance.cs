using Microsoft.Extensions.Logging;

namespace FedHub.Node.AnswerLog;

/// <summary>
/// How many refusals of what could not be verified are logged and answered in a minute; the rest is not answered at all. What is verified is bounded
/// by its sender's budgets; what is not can be made without end, and must not make the log grow without end.
/// </summary>
internal sealed class RefusalAllowance(TimeProvider clock, ILogger<RefusalAllowance> logger)
{
    /// <summary>Slots or requests a minute.</summary>
    internal const int PerMinute = 1_200;

    private readonly Lock _gate = new();

    // Under the gate.
    private long _minute;
    private int _taken;

    /// <summary>Takes room for refusals; false when the minute's is used up, and nothing may be said.</summary>
    public bool TryTake(int count)
    {
        lock (_gate)
        {
            var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (minute != _minute)
            {
                (_minute, _taken) = (minute, 0);
            }

            if (_taken + count > PerMinute)
            {
                // Said once a minute: from here on the count is beyond any further room.
                if (_taken <= PerMinute)
                {
                    AnswerLogLog.TooManyUnverified(logger, PerMinute);
                }

                _taken = PerMinute + 1;
                return false;
            }

            _taken += count;
            return true;
        }
    }
}

using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Index;

/// <summary>
/// Entries of the hub's log whose payload is erased and that may have been of certain kinds: those between which the log says that payloads of such a kind
/// were erased, and those of which it says nothing.
/// </summary>
internal sealed class LoggedErasures
{
    private static readonly long _tolerance = (long)ProtocolLimits.ClockTolerance.TotalMilliseconds;
    private static readonly long _waiting = (long)ProtocolLimits.WaitingLifetime.TotalMilliseconds;

    private readonly List<long> _times = [];

    private LoggedErasures()
    {
    }

    public static LoggedErasures Read(LogIndex index, params AuditKind[] kinds)
    {
        var (all, ofKinds) = (new EntryRanges(), new EntryRanges());
        foreach (var entry in LogSearch.Run(index, new LogSearchFilter { Kind = AuditKind.PayloadsErased.ToToken() }, long.MaxValue))
        {
            if (entry.Form == OpeningForm.Whole && Erasure.TryRead(entry.Index, entry.Payload!, out var erasure))
            {
                all.Add(erasure.First, erasure.Last);
                if (kinds.Contains(erasure.Kind))
                {
                    ofKinds.Add(erasure.First, erasure.Last);
                }
            }
        }

        var read = new LoggedErasures();
        using var command = index.Command("SELECT idx, time_ms FROM entry WHERE form = $erased", ("$erased", (int)OpeningForm.Erased));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (ofKinds.Contains(reader.GetInt64(0)) || !all.Contains(reader.GetInt64(0)))
            {
                read._times.Add(reader.GetInt64(1));
            }
        }

        read._times.Sort();
        return read;
    }

    /// <summary>How many of a time there are.</summary>
    public long Count(DateTimeOffset? from, DateTimeOffset? until) =>
        _times.LongCount(time => !(time < from?.ToUnixTimeMilliseconds()) && !(time >= until?.ToUnixTimeMilliseconds()));

    /// <summary>Whether what a node did at a time may be among them: the hub logs it then, or when the node is connected again.</summary>
    /// <param name="at">Unix milliseconds.</param>
    public bool MayHave(long at)
    {
        var first = _times.BinarySearch(at - _tolerance);
        first = first < 0 ? ~first : first;
        return first < _times.Count && _times[first] - at <= _waiting + _tolerance;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FedHub.Cryptography.Match;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Gateway;

/// <summary>
/// Counts, for each slot of others, how many searches ended in <c>NO_RECORD</c>. An owner that stuffs its filter with people it has no record
/// of, to learn who is asked for, is seen by it.
/// </summary>
internal sealed class NoRecordMonitor : IDisposable
{
    private const int AlarmPerThousand = 1;

    /// <summary>Withdrawn records and chance give a few; one alone says nothing.</summary>
    private const int LeastCount = 3;

    private readonly ConcurrentDictionary<SlotId, Counts> _slots = new();
    private readonly Meter _meter = new("FedHub.Node.Gateway");
    private readonly Counter<long> _noRecords;
    private readonly ILogger _logger;

    public NoRecordMonitor(ILogger<NoRecordMonitor> logger)
    {
        _logger = logger;
        _noRecords = _meter.CreateCounter<long>("fedhub.node.gateway.no_record", description: "Disclosure requests that ended in NO_RECORD, by slot.");
    }

    /// <summary>Slots whose rate is above 1 in 1,000.</summary>
    public IReadOnlyCollection<SlotId> Alarms => [.. _slots.Where(pair => pair.Value.IsAlarming).Select(pair => pair.Key)];

    /// <summary>Counts one search of a slot.</summary>
    /// <param name="slot">Slot.</param>
    /// <param name="endedInNoRecord">Whether its filter held a tag that no record stands behind.</param>
    public void Searched(SlotId slot, bool endedInNoRecord = false)
    {
        var counts = _slots.GetOrAdd(slot, _ => new Counts());
        Interlocked.Increment(ref counts.Searches);
        if (!endedInNoRecord)
        {
            return;
        }

        Interlocked.Increment(ref counts.NoRecords);
        _noRecords.Add(1, new KeyValuePair<string, object?>("slot", slot.ToString()));
        if (counts.IsAlarming)
        {
            GatewayLog.NoRecordAlarm(_logger, slot, Interlocked.Read(ref counts.NoRecords), Interlocked.Read(ref counts.Searches));
        }
    }

    public void Dispose() => _meter.Dispose();

    private sealed class Counts
    {
        // Incremented by searches in parallel.
        internal long Searches;
        internal long NoRecords;

        internal bool IsAlarming
        {
            get
            {
                var noRecords = Interlocked.Read(ref NoRecords);
                return noRecords >= LeastCount && noRecords * 1_000 > Interlocked.Read(ref Searches) * AlarmPerThousand;
            }
        }
    }
}

using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.OwnRecords;

/// <summary>What a look-up in one of the own slots met.</summary>
internal sealed class OwnFinds(SlotId slot)
{
    private readonly Dictionary<RecordRowId, (HashSet<int> Keys, bool HasMore)> _records = [];

    public SlotId Slot { get; } = slot;

    /// <summary>Why not all records were looked through; null when all were.</summary>
    public Outcome? Trouble { get; set; }

    /// <summary>Records with the keys that met them, and whether more lie under one of these than are found.</summary>
    public IReadOnlyDictionary<RecordRowId, (HashSet<int> Keys, bool HasMore)> Records => _records;

    public void Add(RecordRowId record, int key, bool hasMore)
    {
        var (keys, more) = _records.TryGetValue(record, out var known) ? known : ([], false);
        keys.Add(key);
        _records[record] = (keys, more || hasMore);
    }

    public override string ToString() => $"OwnFinds({Slot})";
}

using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Index;

/// <summary>Builds the base filter and the index of a new epoch.</summary>
internal sealed class BaseBuilder(NodeDatabase database, RecordSealer sealer, NodeDirectoryLayout layout, EpochPlan plan)
{
    // Some 200 MB at a time, whatever the number of records.
    private const int KeysPerPart = 1_000_000;
    private const int TagsPerCommit = 20_000;

    /// <summary>Evaluates every key of the slot, writes the index and the filter file.</summary>
    /// <param name="row">The epoch as inserted.</param>
    /// <param name="secrets">Its secrets.</param>
    /// <param name="ceiling">Most entries that the slot may have.</param>
    /// <param name="cancellationToken">Breaks off; the epoch stays unfinished and is removed at the next start.</param>
    /// <returns>The row with its file, yet without a manifest.</returns>
    /// <exception cref="FedHubException">The slot has more keys than its ceiling.</exception>
    internal async Task<EpochRow> BuildAsync(EpochRow row, EpochSecrets secrets, ulong ceiling, CancellationToken cancellationToken)
    {
        var covered = await database.ReadAsync(RecordStore.LastChange, cancellationToken);
        var source = new SlotKeySource(database, sealer, row.Slot, covered);
        var keyCount = await source.CountAsync(cancellationToken);
        var paddedCount = FilterSizing.PaddedCount(keyCount);
        if ((ulong)paddedCount > ceiling)
        {
            throw new FedHubException(
                ErrorCode.FailedPrecondition, $"Slot {row.Slot} needs {paddedCount} filter entries, its ceiling is {ceiling}. Raise it in the policy and in the directory.");
        }

        var tagBits = FilterSizing.TagBits(paddedCount + ((long)plan.MaxDeltaCount * FilterSizing.DeltaEntryCount));
        var partCount = (int)Math.Clamp((keyCount / KeysPerPart) + 1, 1, 256);
        var entries = new List<FilterEntry>();
        for (var part = 0; part < partCount; part++)
        {
            var tags = Evaluate(await source.ReadPartAsync(part, partCount, cancellationToken), secrets, tagBits, cancellationToken);
            entries.AddRange(tags.Select(tag => tag.Entry));
            foreach (var chunk in tags.Chunk(TagsPerCommit))
            {
                await database.WriteAsync(connection => { TagStore.Insert(connection, row.Id, chunk); return true; }, cancellationToken);
            }
        }

        var file = WriteFile(layout, row, secrets.Pad(entries, paddedCount, 0, tagBits), 0, tagBits);
        return row with { TagBits = tagBits, CoveredChange = covered, KeyCount = keyCount, Files = [file] };
    }

    /// <summary>Writes a filter file durably. A file without a row that names it is never read, and overwritten by the next attempt.</summary>
    internal static OwnFilterFile WriteFile(NodeDirectoryLayout layout, EpochRow row, FilterEntry[] sorted, uint number, int tagBits)
    {
        var bytes = FilterFile.Write(row.Slot, row.Epoch, number, tagBits, sorted);
        var path = layout.OwnFilterFile(row.Slot, row.Epoch, number);
        _ = DurableFile.TryWrite(path, bytes, overwrite: true);
        return new OwnFilterFile(number, path, Digest.Of(bytes), bytes.Length, sorted.Length);
    }

    /// <summary>The first sixteen records under each key, one tag each, in the order of the tags, which is the fastest to insert.</summary>
    private List<TagRow> Evaluate(List<(StoredKey Key, RecordRowId RowId)> keys, EpochSecrets secrets, int tagBits, CancellationToken cancellationToken)
    {
        var groups = keys
            .GroupBy(key => Digest.FromBytes(key.Key.Stretched))
            .Select(group => group.OrderBy(key => key.RowId.Value).ToArray())
            .ToArray();
        var tags = new TagRow[groups.Length][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, groups.Length, parallel, i => tags[i] = EvaluateGroup(groups[i], secrets, tagBits));
        var sorted = tags.SelectMany(group => group).ToList();
        sorted.Sort((left, right) => left.Tag.Truncate(64).CompareTo(right.Tag.Truncate(64)));
        foreach (var (key, _) in keys)
        {
            CryptographicOperations.ZeroMemory(key.Stretched);
        }

        return sorted;
    }

    private TagRow[] EvaluateGroup((StoredKey Key, RecordRowId RowId)[] group, EpochSecrets secrets, int tagBits)
    {
        Span<byte> output = stackalloc byte[Voprf.OutputSize];
        secrets.Evaluate(group[0].Key.Stretched, RuleSet.Current.Version, output);
        var tags = new TagRow[Math.Min(group.Length, TagMaterial.MaxRecords)];
        for (var i = 0; i < tags.Length; i++)
        {
            var hasMore = i == TagMaterial.MaxRecords - 1 && group.Length > TagMaterial.MaxRecords;
            tags[i] = ToTag(group[i].Key, group[i].RowId, secrets.Material(output, i), i, hasMore, secrets, sealer, tagBits);
        }

        CryptographicOperations.ZeroMemory(output);
        return tags;
    }

    /// <summary>One row of the index.</summary>
    internal static TagRow ToTag(
        StoredKey key, RecordRowId rowId, TagMaterial material, int place, bool hasMore, EpochSecrets secrets, RecordSealer sealer, int tagBits)
    {
        Span<byte> token = stackalloc byte[Token.Size];
        material.Token.CopyTo(token);
        return new TagRow(
            material.Tag, rowId, Digest.Of(token), sealer.Fingerprint(key), key.Kind, key.Weight, place, hasMore, secrets.Entry(material, rowId, tagBits));
    }
}

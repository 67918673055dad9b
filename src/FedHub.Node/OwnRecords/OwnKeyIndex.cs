using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.Index;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.OwnRecords;

/// <summary>
/// Looks keys up in the country's own records: under the own epoch's key in the index that answers the others, and one by one among the records
/// that are not in that index yet, so that an officer finds today what was imported today.
/// </summary>
internal sealed class OwnKeyIndex(EpochLookup epochs, NodeDatabase database, RecordSealer sealer, TimeProvider clock)
{
    /// <summary>Records outside of the index that are opened for one look-up; a large import leaves more of them until its epoch is built.</summary>
    public const int MaxOpened = 20_000;

    private static readonly Digest _ruleSet = Digest.FromBytes(RuleSet.Current.Hash.Span);

    /// <summary>Looks all keys of a class up in one slot.</summary>
    public OwnFinds Find(SlotId slot, ClassElements elements)
    {
        var finds = new OwnFinds(slot);
        var epoch = epochs.NewestLive(slot, clock.GetUtcNow());
        if (epoch is not null && epoch.Row.RuleSet != _ruleSet)
        {
            finds.Trouble = Outcome.RuleSetMismatch;
            return finds;
        }

        var covered = epoch is not null && TryFindInIndex(epoch, elements, finds) ? epoch.Row.CoveredChange : 0;
        if (database.Read(connection => FindOutside(connection, covered, elements, finds)) > MaxOpened)
        {
            finds.Trouble = Outcome.FilterUnavailable;
        }

        return finds;
    }

    private bool TryFindInIndex(LiveEpoch epoch, ClassElements elements, OwnFinds finds)
    {
        Span<byte> output = stackalloc byte[Voprf.OutputSize];
        try
        {
            for (var key = 0; key < elements.Keys.Count; key++)
            {
                Voprf.Evaluate(epoch.Secrets.Key, elements.InputOf(key), output);
                FindUnderKey(epoch, output, key, finds);
            }

            return true;
        }
        catch (ObjectDisposedException)
        {
            // The epoch ended meanwhile and its key was wiped: the records are looked through one by one.
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(output);
        }
    }

    private void FindUnderKey(LiveEpoch epoch, ReadOnlySpan<byte> output, int key, OwnFinds finds)
    {
        for (var place = 0; place < TagMaterial.MaxRecords; place++)
        {
            var tag = epoch.Secrets.Material(output, place).Tag;
            if (database.Read(connection => TagStore.Find(connection, sealer, epoch.Row.Id, finds.Slot, tag)) is not { } hit)
            {
                return;
            }

            if (hit is { Standing: TagStanding.Current, IsCanary: false })
            {
                finds.Add(hit.RecordRowId, key, hit.HasMore);
            }
        }
    }

    /// <summary>Opens the records that came or changed since, up to the limit.</summary>
    /// <returns>How many there are, one more than the limit when there are more.</returns>
    private int FindOutside(SqliteConnection connection, long covered, ClassElements elements, OwnFinds finds)
    {
        var wanted = new Dictionary<Digest, int>();
        for (var key = 0; key < elements.Keys.Count; key++)
        {
            wanted[Digest.FromBytes(elements.StretchedOf(key))] = key;
        }

        return connection.Query(
            """
            SELECT r.row_id, r.record_ref, k.sealed_keys FROM record r JOIN record_key k ON k.row_id = r.row_id AND k.class = $class
            WHERE r.collection = $collection AND r.change_number > $covered AND r.is_canary = 0 ORDER BY r.change_number LIMIT $limit
            """,
            row => Meet(new RecordRowId(row.GetInt64(0)), sealer.OpenKeys(row.Blob(1), finds.Slot.Class, row.Blob(2)), wanted, finds),
            ("$class", (int)finds.Slot.Class),
            ("$collection", finds.Slot.Collection.ToString()),
            ("$covered", covered),
            ("$limit", MaxOpened + 1)).Count;
    }

    private static bool Meet(RecordRowId record, List<StoredKey> keys, Dictionary<Digest, int> wanted, OwnFinds finds)
    {
        foreach (var key in keys)
        {
            if (wanted.TryGetValue(Digest.FromBytes(key.Stretched), out var index))
            {
                finds.Add(record, index, hasMore: false);
            }

            CryptographicOperations.ZeroMemory(key.Stretched);
        }

        return true;
    }
}

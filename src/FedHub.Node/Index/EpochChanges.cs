using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Index;

/// <summary>The durable steps in the life of an epoch. One caller at a time; each step leaves a state that the next start can go on from.</summary>
internal sealed class EpochChanges(NodeDatabase database, NodeDirectoryLayout layout, EpochPlan plan, EpochBuilders builders, ManifestSigner signer, NodeKeys keys)
    : IDisposable
{
    private readonly SymmetricKey _seedKey = keys.DeriveKey("epoch seeds");

    public void Dispose() => _seedKey.Dispose();

    /// <summary>Takes up what the database holds: drops unfinished epochs and files that no epoch names.</summary>
    internal List<LiveEpoch> Load(MemberId member)
    {
        var rows = database.Read(connection => EpochStore.ReadAll(connection, member, layout));
        var live = new List<LiveEpoch>();
        foreach (var row in rows.Where(row => row.Revision > 0))
        {
            if (!_seedKey.TryDecrypt(row.SealedSeed, BindingOf(row.Slot, row.Epoch), out var seed))
            {
                throw new InvalidDataException("An epoch's seed cannot be decrypted: the database was altered, or belongs to another master.key.");
            }

            using var secret = SecretBytes.CopyOf(seed);
            CryptographicOperations.ZeroMemory(seed);
            live.Add(new LiveEpoch(row, new EpochSecrets(secret, row.Slot, row.Epoch)));
        }

        DeleteFilesBut(live.SelectMany(epoch => epoch.Row.Files).Select(file => file.Path).ToHashSet(StringComparer.Ordinal));
        return live;
    }

    /// <summary>Removes epochs whose base was never finished; nobody has seen them.</summary>
    internal async Task DropUnfinishedAsync(MemberId member, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(connection => EpochStore.ReadAll(connection, member, layout), cancellationToken);
        foreach (var row in rows.Where(row => row.Revision == 0))
        {
            await database.WriteAsync(connection => { EpochStore.End(connection, row.Id); return true; }, cancellationToken);
        }
    }

    /// <summary>Makes the next epoch of a slot, from now on.</summary>
    /// <param name="slot">Which slot.</param>
    /// <param name="ceiling">Most entries of its filter.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="alongside">Runs in the commit that makes the epoch; null when nothing goes with it.</param>
    /// <param name="cancellationToken">Breaks off; the unfinished epoch is dropped later.</param>
    internal async Task<LiveEpoch> StartAsync(
        SlotId slot, ulong ceiling, DateTimeOffset now, Action<SqliteConnection>? alongside, CancellationToken cancellationToken)
    {
        using var seed = SecretBytes.Random(EpochSecrets.SeedSize);
        var row = await InsertAsync(slot, seed, now, cancellationToken);
        var secrets = new EpochSecrets(seed, slot, row.Epoch);
        try
        {
            // A crash up to here leaves an epoch of revision 0, which the next start drops with its tags.
            var built = await builders.Base.BuildAsync(row, secrets, ceiling, cancellationToken);
            var signed = signer.Sign(built, secrets);
            await database.WriteAsync(
                connection =>
                {
                    EpochStore.Update(connection, signed);
                    alongside?.Invoke(connection);
                    return true;
                },
                cancellationToken);
            return new LiveEpoch(signed, secrets);
        }
        catch
        {
            secrets.Dispose();
            throw;
        }
    }

    /// <summary>Ends an epoch: its key is gone from memory, database and files.</summary>
    internal Task EndAsync(LiveEpoch epoch, CancellationToken cancellationToken) => EndAsync([epoch], null, cancellationToken);

    /// <summary>Ends epochs in one commit.</summary>
    /// <param name="epochs">Which.</param>
    /// <param name="alongside">Runs in that commit; null when nothing goes with it.</param>
    /// <param name="cancellationToken">Breaks off before the commit.</param>
    internal async Task EndAsync(IReadOnlyList<LiveEpoch> epochs, Action<SqliteConnection>? alongside, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            connection =>
            {
                foreach (var epoch in epochs)
                {
                    EpochStore.End(connection, epoch.Row.Id);
                }

                alongside?.Invoke(connection);
                return true;
            },
            cancellationToken);

        // A crash here leaves files that no epoch names; the next start deletes them.
        foreach (var file in epochs.SelectMany(epoch => epoch.Row.Files))
        {
            File.Delete(file.Path);
        }

        foreach (var epoch in epochs)
        {
            epoch.Secrets.Dispose();
        }
    }

    /// <summary>Signs the manifest anew after a change of its row.</summary>
    internal async Task<LiveEpoch> SignAnewAsync(LiveEpoch epoch, Func<EpochRow, EpochRow> change, CancellationToken cancellationToken)
    {
        var signed = signer.Sign(change(epoch.Row), epoch.Secrets);
        await UpdateAsync(signed, cancellationToken);
        return epoch with { Row = signed };
    }

    /// <summary>Publishes what came since as one more delta.</summary>
    internal async Task<LiveEpoch> AddDeltaAsync(LiveEpoch epoch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var delta = builders.Delta.Build(epoch.Row, epoch.Secrets);
        var signed = signer.Sign(delta.Row with { NextDeltaAt = plan.NextDelta(epoch.Row.NextDeltaAt, now) }, epoch.Secrets);

        // File first, then tags, file row and manifest in one commit: a crash in between leaves a file that the next attempt overwrites.
        await database.WriteAsync(
            connection =>
            {
                TagStore.Insert(connection, signed.Id, delta.Tags);
                foreach (var tag in delta.Crowded)
                {
                    TagStore.MarkMore(connection, signed.Id, tag);
                }

                EpochStore.Update(connection, signed);
                return true;
            },
            cancellationToken);
        return epoch with { Row = signed };
    }

    private async Task<EpochRow> InsertAsync(SlotId slot, SecretBytes seed, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                var epoch = new EpochNumber(Math.Max(EpochStore.LastEpoch(connection, slot), EpochFloors.Of(connection, slot))).Next();
                using var lease = seed.Lease();
                var row = new EpochRow
                {
                    Id = 0,
                    Slot = slot,
                    Epoch = epoch,
                    SealedSeed = _seedKey.Encrypt(lease.Bytes, BindingOf(slot, epoch)),
                    ValidFrom = now,
                    ValidUntil = now + plan.Lifetime,
                    RuleSet = Digest.FromBytes(RuleSet.Current.Hash.Span),
                    NextDeltaAt = now + plan.DeltaInterval,
                };
                return row with { Id = EpochStore.Insert(connection, row) };
            },
            cancellationToken);

    private Task<bool> UpdateAsync(EpochRow row, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => { EpochStore.Update(connection, row); return true; }, cancellationToken);

    private void DeleteFilesBut(HashSet<string> named)
    {
        var files = Directory.Exists(layout.OwnFiltersDirectory) ? Directory.GetFiles(layout.OwnFiltersDirectory) : [];
        foreach (var file in files.Where(file => !named.Contains(file)))
        {
            File.Delete(file);
        }
    }

    private static byte[] BindingOf(SlotId slot, EpochNumber epoch) => FilterHeader.BindingOf(slot, epoch).ToArray();
}

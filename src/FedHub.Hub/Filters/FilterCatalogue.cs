using System.Collections.Concurrent;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Publishes filters and says who may have which.</summary>
internal sealed class FilterCatalogue(
    SqliteDatabase database,
    FilterFiles files,
    MemberRegistry members,
    DeliveryStreams streams,
    HubLimits limits,
    TimeProvider clock,
    ILogger<FilterCatalogue> logger)
{
    private readonly FilterUse _use = new();
    private readonly ConcurrentDictionary<MemberId, int> _uploads = new();

    /// <summary>The entry of a manifest that came before; null when it is new.</summary>
    /// <exception cref="FedHubException">The manifest breaks a rule, or a newer revision is there.</exception>
    internal async Task<LogReceipt?> FindPublishedAsync(VerifiedManifest verified, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(connection => ManifestTable.Find(connection, verified.Digest), cancellationToken);
        if (found is not null)
        {
            return found.Receipt;
        }

        if (FilterRules.Check(verified.Manifest, limits, clock.GetUtcNow()) is { } refusal)
        {
            throw new FedHubException(refusal);
        }

        await database.ReadAsync(connection => CheckRevision(connection, verified.Manifest), cancellationToken);
        return null;
    }

    /// <summary>Begins to take a manifest's files.</summary>
    /// <exception cref="FedHubException">Unavailable: the member has too many uploads running.</exception>
    internal FilterUploadSession Begin(VerifiedManifest verified)
    {
        var owner = verified.Manifest.Slot.Member;
        var named = verified.Manifest.Files.Select(file => file.Sha256).Distinct().ToList();
        if (_uploads.AddOrUpdate(owner, 1, static (_, count) => count + 1) > limits.UploadsPerMember || !_use.TryAdd(named))
        {
            _uploads.AddOrUpdate(owner, 0, static (_, count) => count - 1);
            throw new FedHubException(ErrorCode.Unavailable, "This member has too many uploads running.", clock.GetUtcNow().AddSeconds(5));
        }

        return new FilterUploadSession(files, verified, () =>
        {
            _use.Remove(named);
            _uploads.AddOrUpdate(owner, 0, static (_, count) => count - 1);
        });
    }

    /// <summary>Logs a manifest whose files are all there, and tells the members.</summary>
    internal async Task<LogReceipt> PublishAsync(VerifiedManifest verified, byte[] envelope, CancellationToken cancellationToken)
    {
        var receipt = await database.Writer.ExecuteAsync(
            (connection, transaction) => Insert(connection, transaction, verified, envelope), cancellationToken);
        logger.ManifestPublished(verified.Manifest.Slot.Member, receipt.Index);
        HubMeter.ManifestsPublished.Add(1);
        streams.EnqueueAll(new ChangeDue([verified.Manifest.Slot.Member]));
        return receipt;
    }

    /// <summary>What a member is admitted to, of owners that are not suspended.</summary>
    internal async Task<IReadOnlyList<StoredManifest>> ListAsync(
        MemberId caller, IReadOnlySet<MemberId> owners, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            connection => ManifestTable.ListAdmitting(connection, caller, clock.GetUtcNow()), cancellationToken);
        return
        [
            .. found
                .Where(entry => (owners.Count == 0 || owners.Contains(entry.Owner)) && members.IsActive(entry.Owner))
                .Select(entry => entry.Manifest),
        ];
    }

    /// <summary>Opens a file for a member that is admitted to it; null for everybody else.</summary>
    internal async Task<FileStream?> OpenAsync(MemberId caller, Digest sha256, CancellationToken cancellationToken)
    {
        var owners = await database.ReadAsync(
            connection => ManifestTable.ListOwnersAdmitting(connection, sha256, caller, clock.GetUtcNow()), cancellationToken);
        return owners.Any(members.IsActive) && files.Has(sha256) ? files.OpenRead(sha256) : null;
    }

    /// <summary>Forgets manifests whose epoch has ended, then files that no manifest names.</summary>
    internal async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await database.Writer.ExecuteAsync(
            (connection, _) => ManifestTable.DeleteEndedBefore(connection, clock.GetUtcNow()), cancellationToken);

        // A crash here leaves files without a manifest; the next clean-up finds them just so.
        foreach (var sha256 in files.List().Where(_use.TryClaim))
        {
            try
            {
                if (!await database.ReadAsync(connection => ManifestTable.IsReferenced(connection, sha256), cancellationToken))
                {
                    files.Delete(sha256);
                    logger.FilterFileDeleted();
                }
            }
            finally
            {
                _use.ReleaseClaim(sha256);
            }
        }
    }

    private static bool CheckRevision(SqliteConnection connection, Manifest manifest)
    {
        var newest = ManifestTable.NewestRevision(connection, manifest.Slot, manifest.Epoch);
        if (manifest.Revision == newest)
        {
            throw new FedHubException(ErrorCode.Replayed, "Another manifest came before with this slot, epoch and revision.", heldVersion: newest);
        }

        if (manifest.Revision < newest)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "A newer revision of this slot and epoch is published.", heldVersion: newest);
        }

        return true;
    }

    private LogReceipt Insert(SqliteConnection connection, SqliteTransaction transaction, VerifiedManifest verified, byte[] envelope)
    {
        if (ManifestTable.Find(connection, verified.Digest) is { } earlier)
        {
            return earlier.Receipt;
        }

        CheckRevision(connection, verified.Manifest);
        var receipt = transaction.Append(FederationEvents.ManifestPublished(verified, clock.GetUtcNow()));
        ManifestTable.Insert(connection, verified, envelope, receipt);
        NewestManifestTable.Keep(connection, verified, envelope);
        return receipt;
    }
}

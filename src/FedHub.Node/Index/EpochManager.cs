using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Storage;

namespace FedHub.Node.Index;

/// <summary>Makes, publishes and ends the epochs of the node's own slots, and looks tags up in them.</summary>
public sealed class EpochManager : IDisposable
{
    private EpochManager()
    {
    }

    /// <summary>The newest manifest of each epoch that has not ended, by slot and epoch; those with no <see cref="OwnManifest.PublishedAt"/> are to be uploaded.</summary>
    public IReadOnlyList<OwnManifest> PublishedManifests => throw new NotSupportedException();

    /// <summary>How each slot stands.</summary>
    public IReadOnlyList<SlotState> Slots => throw new NotSupportedException();

    /// <summary>Loads what the database holds; makes nothing.</summary>
    /// <param name="database">Database.</param>
    /// <param name="keys">Keys; must outlive the manager.</param>
    /// <param name="configuration">Member, layout and epoch settings.</param>
    /// <param name="policies">Collections and who may ask them.</param>
    /// <param name="members">The other members of the directory held; asked whenever a manifest is made.</param>
    /// <param name="time">Clock.</param>
    public static EpochManager Open(
        NodeDatabase database, NodeKeys keys, NodeConfiguration configuration, CollectionPolicies policies, Func<IReadOnlyCollection<MemberId>> members, TimeProvider time) =>
        throw new NotSupportedException();

    /// <summary>
    /// Does what is due: ends epochs (wiping their keys), makes first and next ones, signs manifests anew whose admissions changed. Safe to
    /// call at any time and to break off; call it at start, after a directory or policy change, and every minute.
    /// </summary>
    /// <returns>True when something changed, so that there are manifests to publish.</returns>
    public Task<bool> EnsureCurrentAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Starts the next epoch of all slots now; the current ones end after the overlap.</summary>
    /// <returns>Slots with a new epoch.</returns>
    public Task<int> StartNextAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Publishes records imported since, as one delta for each live epoch that is due (all with new records when deltaMinutes is 0).</summary>
    /// <returns>Deltas made.</returns>
    public Task<int> BuildDeltaAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Notes that the hub has logged a manifest; queries are answered under its epoch from then on.</summary>
    public Task MarkPublishedAsync(OwnManifest manifest, DateTimeOffset publishedAt, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The key to answer under: of the epoch asked if it is published and valid at <paramref name="now"/>, else of the latest that is.</summary>
    public bool TryGetEvaluationKey(SlotId slot, EpochNumber asked, DateTimeOffset now, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SlotEpochKey? key) => throw new NotSupportedException();

    /// <summary>Whether the epoch is live: false means <c>EPOCH_ENDED</c>.</summary>
    public bool IsLive(SlotId slot, EpochNumber epoch, DateTimeOffset now) => throw new NotSupportedException();

    /// <summary>What the tag stands for; null when it is not in the epoch's index.</summary>
    public TagHit? LookupTag(SlotId slot, EpochNumber epoch, Tag tag) => throw new NotSupportedException();

    /// <summary>A record by row; null when it was withdrawn.</summary>
    public StoredRecord? RecordFor(RecordRowId rowId) => throw new NotSupportedException();

    /// <summary>Wipes the keys in memory.</summary>
    public void Dispose() => throw new NotSupportedException();
}

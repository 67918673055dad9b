using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>One epoch of one slot, as the database holds it.</summary>
internal sealed record EpochRow
{
    public required long Id { get; init; }

    public required SlotId Slot { get; init; }

    public required EpochNumber Epoch { get; init; }

    /// <summary>Encrypted under the master key.</summary>
    public required byte[] SealedSeed { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public int TagBits { get; init; }

    public required Digest RuleSet { get; init; }

    /// <summary>Who may ask, in a form that can be compared.</summary>
    public string Admissions { get; init; } = "";

    /// <summary>Records up to this change are in the filter.</summary>
    public long CoveredChange { get; init; }

    public long KeyCount { get; init; }

    public required DateTimeOffset NextDeltaAt { get; init; }

    /// <summary>0 while the base is being built.</summary>
    public uint Revision { get; init; }

    public Envelope? Manifest { get; init; }

    public uint PublishedRevision { get; init; }

    public Digest? PublishedDigest { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public IReadOnlyList<OwnFilterFile> Files { get; init; } = [];

    internal long EntryCount => Files.Sum(file => file.EntryCount);

    internal bool IsLiveAt(DateTimeOffset now) => now >= ValidFrom && now < ValidUntil;
}

using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>One slot in one epoch: its key, its filter and who may ask.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Epoch">Counted per slot from 1.</param>
/// <param name="Revision">Counted up from 1 within the epoch; a new delta makes a new revision.</param>
/// <param name="ValidFrom">From when queries are answered under it.</param>
/// <param name="ValidUntil">Until when.</param>
/// <param name="PublicKey">VOPRF public key.</param>
/// <param name="RuleSetHashes">Rule sets whose tags are in the filter, one or two.</param>
/// <param name="FilterFormat">1: plain sorted array.</param>
/// <param name="TagBits">Bits of a truncated tag, 34 to 64.</param>
/// <param name="Files">Base first, then deltas by number.</param>
/// <param name="Admissions">Who may ask.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Manifest(
    SlotId Slot,
    EpochNumber Epoch,
    uint Revision,
    DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil,
    VoprfPublicKey PublicKey,
    IReadOnlyList<Digest> RuleSetHashes,
    int FilterFormat,
    int TagBits,
    IReadOnlyList<ManifestFile> Files,
    IReadOnlyList<ManifestAdmission> Admissions,
    DateTimeOffset CreatedAt)
{
    /// <summary>Entries of all files.</summary>
    public long EntryCount => Files.Sum(file => file.EntryCount);

    /// <summary>Whether a member may fetch the filter at all.</summary>
    public bool Admits(MemberId member) => Admissions.Any(admission => admission.Member == member);

    /// <summary>Whether a member's agency may ask for a purpose; in bulk where that is what is wanted.</summary>
    public bool Admits(MemberId member, string agency, Purpose purpose, bool isBulk = false) =>
        Admissions.Any(admission => admission.Member == member
            && (admission.IsBulk || !isBulk)
            && admission.Purposes.Contains(purpose)
            && (admission.Agencies.Count == 0 || admission.Agencies.Contains(agency)));

    /// <summary>Signs the manifest with the owner's node key.</summary>
    public Envelope Sign(SigningKey nodeKey) => Envelope.Sign(PayloadTypes.Manifest, ManifestCodec.Encode(this), nodeKey);
}

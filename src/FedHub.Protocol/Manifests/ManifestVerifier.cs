using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>Checks a manifest: shape, signature by the slot's owner, and that its filter is not stuffed.</summary>
public static class ManifestVerifier
{
    // n ≤ 2^(bits − 30): a false positive stays rarer than 2^-30.
    private const int FalsePositiveBits = 30;

    /// <summary>Checks only that a member made a manifest, with a key of then or of now: the member itself may have rotated since.</summary>
    public static Checked<Manifest> VerifyAuthor(Envelope envelope, ListedMember member, DateTimeOffset now)
    {
        if (!ManifestCodec.Decode(envelope.Payload).IsAccepted(out var manifest, out var refusal))
        {
            return refusal;
        }

        var keys = member.SigningKeysAt(manifest.CreatedAt).Union(member.SigningKeysAt(now)).ToList();
        return manifest.Slot.Member == member.Id && !envelope.Verify(PayloadTypes.Manifest, keys).IsEmpty
            ? manifest
            : new Refusal(ErrorCode.SignatureInvalid, "The manifest is not signed by the owner of its slot.");
    }

    /// <summary>Checks a manifest against the directory in force.</summary>
    public static Checked<VerifiedManifest> Verify(Envelope envelope, FederationDirectory directory, DateTimeOffset now)
    {
        if (!ManifestCodec.Decode(envelope.Payload).IsAccepted(out var manifest, out var refusal))
        {
            return refusal;
        }

        if (directory.Member(manifest.Slot.Member) is not { } owner
            || envelope.Verify(PayloadTypes.Manifest, owner.SigningKeysAt(now)).IsEmpty)
        {
            return new Refusal(ErrorCode.SignatureInvalid, "The manifest is not signed by the owner of its slot.");
        }

        if (owner.CeilingOf(manifest.Slot.Collection, manifest.Slot.Class) is not { } ceiling)
        {
            return new Refusal(ErrorCode.UnknownSlot, "The directory does not list the manifest's slot.", HeldVersion: directory.Version);
        }

        if ((ulong)manifest.EntryCount > ceiling)
        {
            return new Refusal(ErrorCode.FailedPrecondition, "The filter has more entries than the slot's ceiling in the directory.");
        }

        return manifest.EntryCount <= 1L << (manifest.TagBits - FalsePositiveBits)
            ? new VerifiedManifest(manifest, Digest.Of(envelope.Payload.Span), envelope)
            : new Refusal(ErrorCode.FailedPrecondition, "The filter has more entries than its tag length allows.");
    }
}

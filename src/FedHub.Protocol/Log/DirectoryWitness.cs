using System.Globalization;
using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>
/// A directory takes effect when the quorum of the one in force before has cosigned the log with its entry. The hub is not believed that they
/// have: whoever takes a directory checks it.
/// </summary>
public static class DirectoryWitness
{
    /// <summary>Whether a directory asks for a quorum before its successor takes effect: from three members with witness keys on.</summary>
    public static bool IsAskedFor(FederationDirectory previous, DateTimeOffset now) =>
        FederationLog.Of(previous, now)?.Policy.Quorum is not null || FederationLog.Of(previous, previous.CreatedAt)?.Policy.Quorum is not null;

    /// <summary>Checks the proof that came with a directory whose federation keys' signatures have been verified.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="previous">The one in force before; null for the first, which takes effect on the federation keys alone.</param>
    /// <param name="proof">That the log of the one before has its entry, under a checkpoint with cosignatures; null for none.</param>
    /// <param name="now">The time.</param>
    /// <returns>Why it must not take effect; null when it may.</returns>
    public static Refusal? Check(FederationDirectory directory, FederationDirectory? previous, LogProof? proof, DateTimeOffset now)
    {
        if (previous is null || !IsAskedFor(previous, now))
        {
            return null;
        }

        if (proof is null || !IsEntryOf(directory, proof.Opening.Payload.Span))
        {
            return Unproven(directory, "without the proof that the federation's log has it");
        }

        // By the witnesses of then: whoever was away while keys were rotated still goes through the versions one after the other.
        var logged = proof.UnixMilliseconds is var ms && ms <= now.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : now;
        return IsWitnessed(previous, logged, proof, now) || IsWitnessed(previous, now, proof, now)
            ? null
            : Unproven(directory, "and a majority of the members has not cosigned the log with its entry");
    }

    private static bool IsEntryOf(FederationDirectory directory, ReadOnlySpan<byte> payload) =>
        AuditPayload.TryDecode(payload, out var entry)
        && entry.Kind == AuditKind.DirectoryPublished
        && entry.Member is null
        && entry.Subject == directory.Version.ToString(CultureInfo.InvariantCulture)
        && entry.Details.Where(detail => detail.Name == "digest").ToList() is [var only]
        && only.Value == directory.Digest.ToString();

    private static bool IsWitnessed(FederationDirectory previous, DateTimeOffset at, LogProof proof, DateTimeOffset now) =>
        FederationLog.Of(previous, at) is { Policy: { Quorum: not null } policy }
        && policy.Verify(proof.Receipt.Checkpoint, now + ReceiptVerifier.MaxClockSkew).IsAccepted
        && MerkleProof.VerifyInclusion(proof.Receipt.Index, proof.Leaf.Hash(), proof.Receipt.Path.AsSpan(), proof.Receipt.Checkpoint.Head);

    private static Refusal Unproven(FederationDirectory directory, string why) => new(
        ErrorCode.LogProofInvalid, FormattableString.Invariant($"Directory {directory.Version} came {why}: it is not taken."), HeldVersion: directory.Version - 1);
}

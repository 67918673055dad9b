using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace FedHub.Transparency;

/// <summary>
/// Which logs are trusted, and whose cosignatures a checkpoint needs: a C2SP tlog-policy file, which the federation ships as
/// <c>fedhub.policy</c>.
/// </summary>
public sealed class TrustPolicy
{
    /// <summary>The largest file that is read: 1 MiB.</summary>
    public const int MaxSize = 1024 * 1024;

    /// <summary>The most logs, witnesses and groups together.</summary>
    public const int MaxDefinitions = 1024;

    private readonly NoteKeyRing _keys;
    private readonly FrozenWitnesses _witnesses;

    internal TrustPolicy(ImmutableArray<PolicyLog> logs, ImmutableArray<PolicyWitness> witnesses, PolicyMember? quorum)
    {
        Logs = logs;
        Witnesses = witnesses;
        Quorum = quorum;
        _keys = new NoteKeyRing([.. logs.Select(log => log.Key), .. witnesses.Select(witness => witness.Key)]);
        _witnesses = new FrozenWitnesses(witnesses);
    }

    /// <summary>The logs, in their order.</summary>
    public ImmutableArray<PolicyLog> Logs { get; }

    /// <summary>The witnesses, in their order.</summary>
    public ImmutableArray<PolicyWitness> Witnesses { get; }

    /// <summary>What a checkpoint needs besides its log's signature; null for nothing (<c>quorum none</c>).</summary>
    public PolicyMember? Quorum { get; }

    /// <summary>Reads a policy.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="policy">Null when it is refused.</param>
    /// <param name="error">The first thing that is wrong.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TrustPolicy? policy, [NotNullWhen(false)] out TrustPolicyError? error)
    {
        var parser = new TrustPolicyParser();
        policy = parser.Parse(bytes);
        error = policy is null ? parser.Error : null;
        return policy is not null;
    }

    /// <summary>Verifies a checkpoint: signed by the log that it names, cosigned by the quorum, at no time in the future.</summary>
    /// <param name="signed">The checkpoint.</param>
    /// <param name="now">Cosignatures of later than this do not count; a caller who trusts clocks less adds to it.</param>
    public PolicyVerdict Verify(SignedCheckpoint signed, DateTimeOffset now)
    {
        var log = Logs.FirstOrDefault(log => string.Equals(log.Origin, signed.Checkpoint.Origin, StringComparison.Ordinal));
        if (log is null)
        {
            return PolicyVerdict.Refused(PolicyFault.UnknownLog);
        }

        var note = _keys.Verify(signed.Note);
        if (note.Fault == NoteFault.InvalidSignature || !note.Verified.Any(signature => signature.Key == log.Key))
        {
            return PolicyVerdict.Refused(PolicyFault.NotSignedByLog);
        }

        var cosignatures = note.Verified.Where(signature => signature.SignedAt is { } at && at <= now).ToImmutableArray();
        var cosigners = cosignatures.Select(signature => signature.Key).ToHashSet();
        var witnesses = _witnesses.NamesOf(cosignatures);
        return Quorum?.IsSatisfiedBy(cosigners) ?? true
            ? new PolicyVerdict(PolicyFault.None, log, witnesses)
            : new PolicyVerdict(PolicyFault.QuorumMissing, log, witnesses);
    }
}

using FedHub.Protocol;

namespace FedHub.Cli.Log.Answers;

/// <summary>How the hub's log and a node's own log of what it answered fit together.</summary>
/// <param name="Same">Answers that are in both, under the same digest.</param>
/// <param name="Open">Answers at the end of one log of which the other may not know yet.</param>
/// <param name="Uncovered">Those of them that are so old that the node's log should have gone on since.</param>
/// <param name="Unreadable">Entries that cannot be compared since the hub's payload is erased or not ours to read.</param>
/// <param name="Unproven">Answers in the hub's log of which there are metadata alone, for which nothing vouches.</param>
/// <param name="Erased">Answers that cannot be compared since the hub's payload of them is erased, as far as can be told.</param>
/// <param name="Findings">Where they do not agree, in the order of the hub's log and then of the node's.</param>
internal sealed record AnswerCrossCheck(int Same, int Open, int Uncovered, int Unreadable, int Unproven, long Erased, IReadOnlyList<AnswerFinding> Findings)
{
    /// <summary>4: one of the two logs is false. 5: the hub's log lacks something. 3: not all could be compared. 0: they agree.</summary>
    public ExitCode ExitCode =>
        Findings.Any(finding => finding.Kind is AnswerFindingKind.MissingAtNode or AnswerFindingKind.OtherDigest or AnswerFindingKind.AnsweredTwice or AnswerFindingKind.OtherEntry) ? ExitCode.VerificationFailed
        : Findings.Count > 0 ? ExitCode.Partial
        : Uncovered + Unreadable + Unproven + Erased > 0 ? ExitCode.Unreachable
        : ExitCode.Ok;

    /// <summary>After its expiry an answer can come no more; two minutes for clocks that differ.</summary>
    internal static TimeSpan Grace => ProtocolLimits.ClockTolerance;

    /// <summary>How far behind the hub's last entry an answer at the end may be before its absence from the node's log has to be looked into.</summary>
    internal static TimeSpan CoveredWithin { get; } = TimeSpan.FromHours(1);
}

using FedHub.Node.Witness;
using FedHub.Protocol;

namespace FedHub.Node.Doctor;

/// <summary>What the doctor says of the log as this node has seen it.</summary>
internal static class LogExam
{
    public static IEnumerable<Finding> Look(LogGuard log, LogGossip gossip)
    {
        if (log.State.Fork is { } fork)
        {
            yield return Finding.Error(
                "log-forked",
                FormattableString.Invariant($"The hub's log signed two histories, of {fork.First.Head.Size} and of {fork.Second.Head.Size} entries. This node answers nothing any more."),
                $"Keep {log.EvidenceFile}, give a copy to the auditors and to the other members, and wait for the federation to name another log.");
        }
        else
        {
            yield return log.State.Latest?.Head is { } head
                ? Finding.Ok("log-seen", FormattableString.Invariant($"The hub's log is one history up to {head.Size} entries, as far as this node has seen it."))
                : Finding.Ok("log-seen", "This node has seen nothing of the hub's log yet.");
        }

        if (gossip.Differing is { } view)
        {
            yield return Finding.Error(
                "log-view-differs",
                FormattableString.Invariant($"{view.Member} has seen a log of {view.Size} entries that the hub does not prove to be the one this node has seen ({view.At:yyyy-MM-dd HH:mm} UTC)."),
                $"Call {view.Member} and compare the signed checkpoints; tell the auditors if they differ.");
        }
    }
}

using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Doctor;

/// <summary>What the doctor says of the node's own log, from its database. Reading all of it is <c>fedhub node log fsck</c>'s.</summary>
internal static class AnswerLogExam
{
    private const string Remedy = "Keep the node's whole folder as it is, run fedhub node log fsck, and tell the country's auditor.";

    public static Finding Look(SqliteConnection connection)
    {
        var (sequenced, head) = SqliteLogExport.ReadState(connection);
        if (head is null)
        {
            return Finding.Error("answer-log-damaged", "This node's log of what it answered has no signed checkpoint: it answers nothing.", Remedy);
        }

        return sequenced < head.Head.Size
            ? Finding.Error(
                "answer-log-damaged", FormattableString.Invariant($"This node's log of what it answered has {sequenced} entries where {head.Head.Size} were signed."), Remedy)
            : Finding.Ok(
                "answer-log", FormattableString.Invariant($"This node's log of what it answered has {sequenced} entries, {head.Head.Size} of them signed, root {head.Head.Root}."));
    }
}

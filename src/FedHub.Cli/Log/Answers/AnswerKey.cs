using FedHub.Cli.Log.Checking;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Answers;

/// <summary>What makes an entry of the hub's log and one of a node's own be about the same answer.</summary>
internal static class AnswerKey
{
    public static string Of(OpenedEntry entry) => entry.Payload?.Kind is AuditKind.AnswerDelivered or AuditKind.SlotAnswered
        ? $"{entry.Subject} {entry["origin"]} {entry["slot"]}"
        : entry.Subject;
}

using FedHub.Transparency;

namespace FedHub.Node.Tests.AnswerLog;

/// <summary>An entry of a node's own log, as its database has it.</summary>
internal sealed record LoggedAnswer(AuditPayload Payload)
{
    public string Member => Payload.Member?.ToString() ?? "";

    public IEnumerable<string> Values => Payload.Details.Select(detail => detail.Value).Append(Payload.Subject);

    public string this[string field] => Payload.Details.Single(detail => detail.Name == field).Value;

    /// <summary>Those of a kind and subject, null for any, in the log's order; each held against its leaf.</summary>
    public static async Task<List<LoggedAnswer>> ReadAsync(NodeComponents node, AuditKind? kind, string? subject)
    {
        var found = new List<LoggedAnswer>();
        foreach (var entry in await node.AnswerLog.Tree.ReadAsync(0, int.MaxValue, CancellationToken.None))
        {
            AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf).ShouldBeTrue();
            var opening = entry.Opening.ShouldNotBeNull();
            opening.Opens(leaf).ShouldBeTrue();
            AuditPayload.TryDecode(opening.Payload.Span, out var payload).ShouldBeTrue();
            if ((kind is null || payload!.Kind == kind) && (subject is null || payload!.Subject == subject))
            {
                found.Add(new LoggedAnswer(payload!));
            }
        }

        return found;
    }
}

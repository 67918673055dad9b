using System.Collections.Frozen;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>
/// Erases payloads of the log at the end of their retention, kind by kind, and says so in the log. The entries stay in the tree: what was there is still
/// proven, what it said is gone. Each step is one commit with its entry, so that a crash between two loses nothing and repeats nothing.
/// </summary>
internal sealed class PayloadRetention(SqliteDatabase database, IReadOnlyDictionary<string, int> daysByKind, TimeProvider clock)
{
    /// <summary>Entries looked at in one commit.</summary>
    internal const int StepSize = 2048;

    // Deliveries and letters carry payloads for a week; a month leaves nothing that is under way.
    private const int MinDays = 30;
    private const int MaxDays = 36_500;

    // Without these nobody could tell who was a member, which key counted, or what was erased.
    private static readonly FrozenSet<AuditKind> _kept =
        new[] { AuditKind.DirectoryPublished, AuditKind.MemberAdmitted, AuditKind.MemberSuspended, AuditKind.LogKeyChanged, AuditKind.PayloadsErased }.ToFrozenSet();

    /// <summary>The first setting that makes no sense, as a sentence; null when all do.</summary>
    internal static string? FirstFault(IReadOnlyDictionary<string, int> daysByKind)
    {
        foreach (var (token, days) in daysByKind)
        {
            if (!AuditKinds.TryParse(token, out var kind) || _kept.Contains(kind))
            {
                return $"retention.{token} is not a kind of entries whose payloads may be erased (docs/audit-events.md).";
            }

            if (days is < MinDays or > MaxDays)
            {
                return FormattableString.Invariant($"retention.{token} must be between {MinDays} and {MaxDays} days.");
            }
        }

        return null;
    }

    /// <summary>Erases what is due now.</summary>
    /// <returns>How many payloads were erased.</returns>
    internal async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var erased = 0L;
        foreach (var (token, days) in daysByKind.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _ = AuditKinds.TryParse(token, out var kind);
            var before = clock.GetUtcNow().AddDays(-days);
            RetentionStep step;
            do
            {
                step = await database.Writer.ExecuteAsync(
                    (connection, transaction) =>
                    {
                        var done = RetentionTable.Step(connection, kind, before, StepSize);
                        if (done.Erased.Count > 0)
                        {
                            transaction.Append(FederationEvents.PayloadsErased(kind, before, done.Erased, clock.GetUtcNow()));
                        }

                        return done;
                    },
                    cancellationToken);
                erased += step.Erased.Count;
            }
            while (step.HasMore);
        }

        return erased;
    }
}

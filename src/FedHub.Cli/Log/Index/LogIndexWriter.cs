using FedHub.Cli.Log.Checking;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Index;

/// <summary>Writes an entry into the index, with what it is found by.</summary>
internal static class LogIndexWriter
{
    public static void Insert(LogIndex index, OpenedEntry entry)
    {
        using var insert = index.Command(
            """
            INSERT INTO entry (idx, time_ms, leaf, form, kind, member, subject, query, origin, officer, agency, purpose, outcome, payload)
            VALUES ($idx, $time, $leaf, $form, $kind, $member, $subject, $query, $origin, $officer, $agency, $purpose, $outcome, $payload)
            """,
            ("$idx", entry.Index),
            ("$time", entry.Leaf.UnixMilliseconds),
            ("$leaf", entry.Leaf.Encode()),
            ("$form", (int)entry.Form),
            ("$kind", entry.Kind),
            ("$member", entry.Member),
            ("$subject", entry.Subject),
            ("$query", QueryOf(entry)),
            ("$origin", OriginOf(entry)),
            ("$officer", entry["officer"]),
            ("$agency", entry["agency"]),
            ("$purpose", entry["purpose"]),
            ("$outcome", entry["outcome"]),
            ("$payload", entry.Payload is { } payload ? payload.Encode() : DBNull.Value));
        insert.ExecuteNonQuery();
        foreach (var party in Parties(entry))
        {
            using var add = index.Command("INSERT OR IGNORE INTO party (idx, member) VALUES ($idx, $member)", ("$idx", entry.Index), ("$member", party));
            add.ExecuteNonQuery();
        }

        foreach (var part in entry.All("part").Select(part => part.Split(' ')).Where(words => words.Length >= 3))
        {
            using var add = index.Command(
                "INSERT OR IGNORE INTO part (idx, slot, keys) VALUES ($idx, $slot, $keys)",
                ("$idx", entry.Index),
                ("$slot", part[0]),
                ("$keys", long.TryParse(part[2], System.Globalization.CultureInfo.InvariantCulture, out var keys) ? keys : 0));
            add.ExecuteNonQuery();
        }
    }

    private static string QueryOf(OpenedEntry entry) => entry.Payload?.Kind switch
    {
        AuditKind.QuerySubmitted or AuditKind.AnswerDelivered or AuditKind.QueryCancelled or AuditKind.BudgetRefused => entry.Subject,
        _ => entry["query"],
    };

    /// <summary>Who asked: the origin named, or the member itself where it is the asker's own doing.</summary>
    private static string OriginOf(OpenedEntry entry) => entry.Payload?.Kind switch
    {
        AuditKind.QuerySubmitted or AuditKind.DisclosureRequested or AuditKind.QueryCancelled or AuditKind.BudgetRefused => entry.Member,
        _ => entry["origin"],
    };

    private static IEnumerable<string> Parties(OpenedEntry entry)
    {
        string[] slots = [.. entry.All("part"), .. entry.All("slot")];
        return new[] { entry.Member, entry["origin"], entry["owner"], entry["recipient"] }
            .Concat(slots.Select(slot => slot.Split('/')[0]))
            .Where(code => MemberId.TryParse(code, out _))
            .Distinct(StringComparer.Ordinal);
    }
}

using FedHub.Cryptography.Match;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Doctor;

/// <summary>Looks at what the database says of epochs and of what waits to be stated.</summary>
internal static class StoredStateExam
{
    private const string LiveEpochs = """
        SELECT collection, class, published_revision < revision FROM slot_epoch
        WHERE sealed_seed IS NOT NULL AND revision > 0 AND valid_from_ms <= $now AND valid_until_ms > $now
        """;

    public static IEnumerable<Finding> Look(SqliteConnection connection, IReadOnlyList<SlotId> slots, DateTimeOffset now)
    {
        var live = connection.Query(
            LiveEpochs, row => (Collection: row.GetString(0), Class: row.GetInt32(1), Waits: row.GetBoolean(2)), ("$now", now.ToUnixTimeMilliseconds()));
        var without = slots.Count(slot => !live.Exists(epoch => string.Equals(epoch.Collection, slot.Collection.ToString(), StringComparison.Ordinal) && epoch.Class == (int)slot.Class));
        var waiting = live.Count(epoch => epoch.Waits);
        if (without > 0)
        {
            yield return Finding.Error(
                "slot-without-epoch", FormattableString.Invariant($"{without} of {slots.Count} slots have no epoch in force: nothing is found in them."),
                "Run the node: it makes epochs by itself. If it runs, its log says why it cannot, such as a ceiling that is too low.");
        }

        if (waiting > 0)
        {
            yield return Finding.Warning(
                "manifest-waits", FormattableString.Invariant($"{waiting} manifests wait for the hub to log them; their newest records are not found yet."),
                "See that the hub can be reached; fedhub node status shows the slots.");
        }

        if (without == 0 && waiting == 0)
        {
            yield return Finding.Ok("slots", FormattableString.Invariant($"All {slots.Count} slots have an epoch that the hub has logged."));
        }

        yield return OutboxExam.Look(
            connection.Number("SELECT count(*) FROM statement_outbox"), "statements for the federation's log",
            "See that the hub can be reached; the node's log says whether the hub refuses one.");
    }
}

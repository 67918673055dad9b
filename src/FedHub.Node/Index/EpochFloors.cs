using FedHub.Cryptography.Match;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Index;

/// <summary>Numbers that the hub's log knows of a slot: no epoch is ever given one of them again, whatever a backup says.</summary>
internal static class EpochFloors
{
    /// <summary>The highest number known to be used; 0 when nothing was learnt.</summary>
    internal static uint Of(SqliteConnection connection, SlotId slot) => (uint)connection.Number(
        "SELECT epoch FROM slot_floor WHERE collection = $collection AND class = $class",
        ("$collection", slot.Collection.ToString()),
        ("$class", (int)slot.Class));

    internal static void Raise(SqliteConnection connection, SlotId slot, EpochNumber epoch) => connection.Execute(
        """
        INSERT INTO slot_floor (collection, class, epoch) VALUES ($collection, $class, $epoch)
        ON CONFLICT (collection, class) DO UPDATE SET epoch = max(epoch, excluded.epoch)
        """,
        ("$collection", slot.Collection.ToString()),
        ("$class", (int)slot.Class),
        ("$epoch", (long)epoch.Value));
}

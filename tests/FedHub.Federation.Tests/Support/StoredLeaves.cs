using FedHub.Hub;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Federation.Tests.Support;

/// <summary>The leaves of the hub's log as they stand in its file, whether it runs, was stopped or was killed.</summary>
internal static class StoredLeaves
{
    public static IReadOnlyList<string> Of(FederationFiles files) => [.. Read(files).Select(entry => Convert.ToHexString(entry.Leaf.Span))];

    /// <summary>What each entry is about, in their order.</summary>
    public static IReadOnlyList<AuditKind> KindsOf(FederationFiles files)
        => [.. Read(files).Select(entry => entry.Opening is { } opening && AuditPayload.TryDecode(opening.Payload.Span, out var payload) ? payload.Kind : AuditKind.None)];

    /// <summary>
    /// How many entries of a kind there are. The log also takes entries that no test caused just then, as each minute's summary of what was refused
    /// unseen: its whole size proves nothing.
    /// </summary>
    public static int CountOf(FederationFiles files, AuditKind kind) => KindsOf(files).Count(stored => stored == kind);

    private static IReadOnlyList<StoredLogEntry> Read(FederationFiles files)
    {
        var file = new HubDirectoryLayout(files.HubFolder).DatabaseFile;
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return SqliteLogStore.Read(connection, 0, 1_000_000);
    }
}

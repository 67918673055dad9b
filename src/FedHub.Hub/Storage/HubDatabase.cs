using FedHub.Protocol;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>The hub's database file: the log, the budgets and the hub's own tables in one, so that state and entry are one commit.</summary>
internal static class HubDatabase
{
    // "FHub" in ASCII.
    private const int ApplicationId = 0x4648_7562;

    private static readonly SqliteSchema _schema = new(ApplicationId, [SqliteLogStore.SchemaSql + SqliteLogTree.SchemaSql + BudgetLedger.Schema + HubSchema.Statements]);

    /// <summary>Makes the database; only <c>init</c> does.</summary>
    internal static void Create(HubDirectoryLayout layout) => SqliteDatabase.Create(layout.DatabaseFile, _schema);

    /// <summary>Opens the database that <see cref="Create"/> made.</summary>
    /// <exception cref="FedHubException">FailedPrecondition: it is missing, in use or not the hub's; the message says what to do.</exception>
    internal static SqliteDatabase Open(HubDirectoryLayout layout)
    {
        try
        {
            return SqliteDatabase.Open(layout.DatabaseFile, _schema);
        }
        catch (SqliteDatabaseException unusable)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, unusable.Message);
        }
    }
}

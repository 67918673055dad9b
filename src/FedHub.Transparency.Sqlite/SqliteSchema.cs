using System.Collections.Immutable;

namespace FedHub.Transparency.Sqlite;

/// <summary>What is in a database file and how it came to be so.</summary>
/// <param name="ApplicationId">Says whose file it is (<c>PRAGMA application_id</c>): a positive number of the application's own.</param>
/// <param name="Migrations">
/// SQL of each version, from 1, applied in order, each in one transaction. Released ones are never edited; changes are appended.
/// </param>
public sealed record SqliteSchema(int ApplicationId, ImmutableArray<string> Migrations)
{
    /// <summary>The version that this program writes (<c>PRAGMA user_version</c>).</summary>
    public int Version => Migrations.Length;
}

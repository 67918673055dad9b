namespace FedHub.Transparency.Sqlite;

/// <summary>Undoes a job that found the head or a tile to be another one; never leaves <see cref="SqliteLogTree"/>.</summary>
internal sealed class SqliteHeadException(HeadCommit finding) : Exception("The log's head or a tile is another one.")
{
    internal HeadCommit Finding { get; } = finding;
}

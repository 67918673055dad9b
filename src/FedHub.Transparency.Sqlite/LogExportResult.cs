namespace FedHub.Transparency.Sqlite;

/// <summary>What came of writing a log out of its database.</summary>
/// <param name="Checkpoint">What the folder now leads to; null when something is wrong.</param>
/// <param name="Sequenced">Entries in the database, signed or not.</param>
/// <param name="Finding">What is wrong; null when all is well.</param>
public sealed record LogExportResult(SignedCheckpoint? Checkpoint, long Sequenced, string? Finding)
{
    /// <summary>Whether what is wrong is the choice of the folder, and nothing with the log.</summary>
    public bool IsOfAnotherFolder { get; init; }
}

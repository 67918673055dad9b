using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>Where an import's bytes come from: a file, or a database.</summary>
internal interface IImportFeed : IAsyncDisposable
{
    /// <summary>Tells sources of one mapping apart; empty for a file.</summary>
    string Source { get; }

    /// <summary>True for the rows of a database, which come as JSON lines whatever the mapping says.</summary>
    bool IsRows { get; }

    /// <summary>How much of it was read, 0 to 1; null where nobody knows how much there is.</summary>
    double? ReadShare { get; }

    /// <summary>Opens it.</summary>
    /// <param name="mapping">Mapping.</param>
    /// <param name="point">How far an earlier run got; null to take all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes from the beginning, and the line behind which the import goes on.</returns>
    Task<(Stream Bytes, long ResumeAfterLine)> OpenAsync(ImportMapping mapping, ImportPoint? point, CancellationToken cancellationToken);
}

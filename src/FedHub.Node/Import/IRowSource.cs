namespace FedHub.Node.Import;

/// <summary>Where an import's rows come from: CSV or JSON lines. A broken row costs only itself.</summary>
internal interface IRowSource
{
    /// <summary>The columns that every row has; known once <see cref="OpenAsync"/> has returned null.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Reads up to the first row.</summary>
    /// <returns>Why nothing can be read, or null.</returns>
    ValueTask<string?> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The next row that is not empty; null at the end.</summary>
    ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Columns of the mapping that no row had, so that a misspelt one is noticed; asked at the end.</summary>
    IEnumerable<string> NeverSeen();
}

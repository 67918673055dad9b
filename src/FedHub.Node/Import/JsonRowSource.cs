namespace FedHub.Node.Import;

/// <summary>Reads JSON lines: one object a line, whose names are the columns of the mapping. A name that a line lacks is an empty cell.</summary>
internal sealed class JsonRowSource(TextLineReader lines, ImportMapping mapping) : IRowSource
{
    private readonly bool[] _seen = new bool[mapping.SourceColumns.Count];
    private readonly JsonCells _cells = new(mapping.SourceColumns);

    public IReadOnlyList<string> Columns { get; } = mapping.SourceColumns;

    /// <summary>There is no header to read.</summary>
    public ValueTask<string?> OpenAsync(CancellationToken cancellationToken) => default;

    public async ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (!line.Text.AsSpan().Trim().IsEmpty)
            {
                return Read(line);
            }
        }

        return null;
    }

    public IEnumerable<string> NeverSeen() => Columns.Where((_, index) => !_seen[index]);

    private SourceRow Read(TextLine line)
    {
        if (line.IsTooLong)
        {
            return new SourceRow(line.Number, [], "the line is too long");
        }

        if (line.Text.Contains(TextEncodingCheck.Invalid, StringComparison.Ordinal))
        {
            return new SourceRow(line.Number, [], "the line holds bytes that are not UTF-8");
        }

        var cells = new string[Columns.Count];
        if (_cells.Read(line.Text, cells, out var column) is { } broken)
        {
            return new SourceRow(line.Number, [], broken, column);
        }

        for (var i = 0; i < cells.Length; i++)
        {
            _seen[i] |= cells[i] is not null;
            cells[i] ??= "";
        }

        return new SourceRow(line.Number, cells);
    }
}

namespace FedHub.Node.Import;

/// <summary>
/// Reads the rows of a CSV file, so that a broken one costs only itself: lines are parted before quotes are read, and a quote that is not
/// closed cannot swallow the rest of the file.
/// </summary>
internal sealed class CsvRowSource(TextLineReader lines, ImportMapping mapping) : IRowSource
{
    /// <summary>Lines that one quoted value may span where the mapping permits it.</summary>
    internal const int MaxLinesPerRow = 50;

    public IReadOnlyList<string> Columns { get; private set; } = [];

    public async ValueTask<string?> OpenAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } header)
        {
            return "The file is empty.";
        }

        Columns = [.. header.Cells.Select(name => name.Trim())];
        return header.Broken is { } broken ? $"The header cannot be read: {broken}." : Misfit();
    }

    public async ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (line.Text.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            return await ReadRowAsync(line, cancellationToken);
        }

        return null;
    }

    /// <summary>The header was checked.</summary>
    public IEnumerable<string> NeverSeen() => [];

    private string? Misfit()
    {
        foreach (var column in mapping.Columns.Keys.Order(StringComparer.Ordinal))
        {
            var count = Columns.Count(name => string.Equals(name, column, StringComparison.Ordinal));
            if (count != 1)
            {
                return count == 0
                    ? $"The file has no column `{column}`, which the mapping names. Check header, delimiter and encoding."
                    : $"The file has {count} columns `{column}`; the mapping cannot tell them apart.";
            }
        }

        return null;
    }

    private async ValueTask<SourceRow> ReadRowAsync(TextLine line, CancellationToken cancellationToken)
    {
        var (text, tooLong) = (line.Text, line.IsTooLong);
        for (var count = 1; mapping.Multiline && !tooLong && !IsClosed(text) && count < MaxLinesPerRow; count++)
        {
            if (await lines.ReadAsync(cancellationToken) is not { } next)
            {
                break;
            }

            text += "\n" + next.Text;
            tooLong = next.IsTooLong || text.Length > TextLineReader.MaxLength;
        }

        if (tooLong)
        {
            return Broken(line, "the line is too long");
        }

        if (text.Contains(TextEncodingCheck.Invalid, StringComparison.Ordinal))
        {
            return Broken(line, "the line holds bytes that are not UTF-8");
        }

        return IsClosed(text) ? Parse(line, text) : Broken(line, "a quote is not closed");
    }

    private SourceRow Parse(TextLine line, string text)
    {
        if (!CsvCells.TryRead(text, mapping.Delimiter, out var cells))
        {
            return Broken(line, "a quote stands where none can; quote the whole value and write quotes inside it twice");
        }

        return Columns.Count > 0 && cells.Count != Columns.Count
            ? Broken(line, $"{cells.Count} columns where the header has {Columns.Count}")
            : new SourceRow(line.Number, cells);
    }

    private static bool IsClosed(string text) => text.AsSpan().Count('"') % 2 == 0;

    private static SourceRow Broken(TextLine line, string reason) => new(line.Number, [], reason);
}

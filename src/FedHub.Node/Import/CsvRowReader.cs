namespace FedHub.Node.Import;

/// <summary>
/// Reads the rows of a CSV file, so that a broken one costs only itself: lines are parted before quotes are read, and a quote that is not
/// closed cannot swallow the rest of the file.
/// </summary>
internal sealed class CsvRowReader(CsvLineReader lines, char delimiter, bool multiline)
{
    /// <summary>Lines that one quoted value may span where the mapping permits it.</summary>
    internal const int MaxLinesPerRow = 50;

    /// <summary>The next row that is not empty; null at the end.</summary>
    internal async ValueTask<CsvRow?> ReadAsync(CancellationToken cancellationToken)
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

    private async ValueTask<CsvRow> ReadRowAsync(CsvLine line, CancellationToken cancellationToken)
    {
        var (text, tooLong) = (line.Text, line.IsTooLong);
        for (var count = 1; multiline && !tooLong && !IsClosed(text) && count < MaxLinesPerRow; count++)
        {
            if (await lines.ReadAsync(cancellationToken) is not { } next)
            {
                break;
            }

            text += "\n" + next.Text;
            tooLong = next.IsTooLong || text.Length > CsvLineReader.MaxLength;
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

    private CsvRow Parse(CsvLine line, string text) => CsvCells.TryRead(text, delimiter, out var cells)
        ? new CsvRow(line.Number, cells)
        : Broken(line, "a quote stands where none can; quote the whole value and write quotes inside it twice");

    private static bool IsClosed(string text) => text.AsSpan().Count('"') % 2 == 0;

    private static CsvRow Broken(CsvLine line, string reason) => new(line.Number, [], reason);
}

using System.Text;

namespace FedHub.Node.Import;

/// <summary>Parts one row into cells (RFC 4180), trimmed. Stricter than most: what is ambiguous is refused, not repaired.</summary>
internal static class CsvCells
{
    /// <summary>Reads a row without its line break.</summary>
    /// <returns>False when a quote is not closed, or stands where none can stand.</returns>
    internal static bool TryRead(ReadOnlySpan<char> row, char delimiter, out List<string> cells)
    {
        cells = [];
        while (true)
        {
            var trimmed = row.TrimStart(' ');
            var valid = trimmed is ['"', ..] ? TryReadQuoted(trimmed[1..], delimiter, cells, out row) : TryReadPlain(row, delimiter, cells, out row);
            if (!valid)
            {
                return false;
            }

            if (row.IsEmpty)
            {
                return true;
            }

            row = row[1..];
            if (row.IsEmpty)
            {
                cells.Add("");
                return true;
            }
        }
    }

    private static bool TryReadPlain(ReadOnlySpan<char> row, char delimiter, List<string> cells, out ReadOnlySpan<char> rest)
    {
        var end = row.IndexOf(delimiter);
        var cell = end < 0 ? row : row[..end];
        rest = row[cell.Length..];
        cells.Add(cell.Trim().ToString());
        return !cell.Contains('"');
    }

    /// <summary>Reads after the opening quote.</summary>
    private static bool TryReadQuoted(ReadOnlySpan<char> row, char delimiter, List<string> cells, out ReadOnlySpan<char> rest)
    {
        var cell = new StringBuilder();
        while (true)
        {
            var quote = row.IndexOf('"');
            if (quote < 0)
            {
                rest = default;
                return false;
            }

            cell.Append(row[..quote]);
            row = row[(quote + 1)..];
            if (row is not ['"', ..])
            {
                break;
            }

            cell.Append('"');
            row = row[1..];
        }

        cells.Add(cell.ToString().Trim());
        rest = row.TrimStart(' ');
        return rest.IsEmpty || rest[0] == delimiter;
    }
}

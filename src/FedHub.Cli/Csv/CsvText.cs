using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FedHub.Cli.Csv;

/// <summary>Rows of a CSV file (RFC 4180), blank lines left out. Lenient: a stray quote stays in its cell, for these files are only evaluated.</summary>
internal static class CsvText
{
    // A quote that is never closed must not swallow a whole file into memory.
    private const double MaxFieldCharacters = 1 << 20;

    /// <summary>Reads row by row; the parser's <see cref="CsvParser.Record"/> is the current one.</summary>
    public static CsvParser Open(TextReader reader) => new(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        BadDataFound = null,
        MaxFieldSize = MaxFieldCharacters,
    });

    /// <summary>Goes to the next row; null at the end.</summary>
    /// <exception cref="CliFailureException">A cell is longer than 1 Mi characters.</exception>
    public static string[]? ReadRow(this CsvParser parser)
    {
        try
        {
            return parser.Read() ? parser.Record : null;
        }
        catch (CsvHelperException)
        {
            // The library's text quotes the cell, which may be somebody's name.
            throw CliFailureException.Usage(string.Create(
                CultureInfo.InvariantCulture, $"The row after line {parser.RawRow} cannot be read: a cell is too long; a quote may be missing its partner"));
        }
    }
}

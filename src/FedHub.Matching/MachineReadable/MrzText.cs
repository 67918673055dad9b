using System.Buffers;
using System.Globalization;

namespace FedHub.Matching;

/// <summary>The characters of a zone as one text, with the width of its lines.</summary>
internal sealed class MrzText
{
    private const int MaxToldLines = 4;

    private static readonly SearchValues<char> _letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");

    private readonly string _all;
    private readonly int _width;

    private MrzText(string all, MrzFormat format, int width) => (_all, Format, _width) = (all, format, width);

    public MrzFormat Format { get; }

    /// <summary>Blanks are ignored, letters may be lower case; lines are parted by line breaks, by slashes, or not at all.</summary>
    public static MrzText? Read(string? text, out string? reason)
    {
        reason = null;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MachineReadableZone.MaxLength)
        {
            reason = string.IsNullOrWhiteSpace(text) ? "empty" : "longer than any machine-readable zone";
            return null;
        }

        var lines = text.Split(['\n', '\r', '/']).Select(Characters).Where(line => line.Length > 0).ToList();
        var all = string.Concat(lines);
        if (all.AsSpan().IndexOfAnyExcept(_letters) >= 0)
        {
            reason = "only A to Z, 0 to 9 and < occur in a machine-readable zone";
            return null;
        }

        var (format, width) = Layout(all);
        // A line that lost a character beside one that gained one would be cut in the wrong places.
        if (width > 0 && (lines.Count == 1 || lines.TrueForAll(line => line.Length == width)))
        {
            return new MrzText(all, format, width);
        }

        reason = "expected 3 lines of 30, 2 of 36 or 2 of 44 characters" + Found(lines);
        return null;
    }

    /// <summary>Characters of one line, both ends counted from 1 as ICAO 9303 does.</summary>
    public string At(int line, int first, int last) => _all[(((line - 1) * _width) + first - 1)..(((line - 1) * _width) + last)];

    /// <summary>Part 3 §4.9: weights 7, 3, 1; letters count from 10, fillers 0; modulo 10.</summary>
    public MrzCheck Check(string field, string text, int line, int column)
    {
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = char.IsAsciiDigit(text[i]) ? text[i] - '0' : text[i] == '<' ? 0 : text[i] - 'A' + 10;
            sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }

        return new MrzCheck(field, sum % 10, At(line, column, column)[0], line, column);
    }

    private static string Characters(string line) => new([.. line.Where(c => !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant)]);

    private static (MrzFormat Format, int Width) Layout(string all) => all.Length switch
    {
        90 => (MrzFormat.TD1, 30),
        72 => (all[0] == 'V' ? MrzFormat.MrvB : MrzFormat.TD2, 36),
        88 => (all[0] == 'V' ? MrzFormat.MrvA : MrzFormat.TD3, 44),
        _ => default,
    };

    private static string Found(List<string> lines)
        => lines.Count > MaxToldLines ? "" : "; found " + string.Join(" and ", lines.Select(line => line.Length.ToString(CultureInfo.InvariantCulture)));
}

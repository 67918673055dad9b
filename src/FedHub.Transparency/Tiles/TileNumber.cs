using System.Globalization;
using System.Text;

namespace FedHub.Transparency;

/// <summary>The part of a tile's path that counts: <c>x001/x234/067</c>, with <c>.p/17</c> for a partial tile.</summary>
internal static class TileNumber
{
    // 2^63 has 19 digits, so 7 groups of three.
    private const int MaxGroups = 7;
    private const int GroupSize = 1000;
    private const string PartialMark = ".p/";

    internal static void Append(StringBuilder path, long index, int width)
    {
        var groups = new Stack<long>();
        do
        {
            groups.Push(index % GroupSize);
            index /= GroupSize;
        }
        while (index > 0);

        while (groups.TryPop(out var group))
        {
            path.Append(groups.Count > 0 ? "x" : string.Empty).Append(group.ToString("000", CultureInfo.InvariantCulture));
            path.Append(groups.Count > 0 ? "/" : string.Empty);
        }

        if (width != TileLayout.FullWidth)
        {
            path.Append(PartialMark).Append(width.ToString(CultureInfo.InvariantCulture));
        }
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out long index, out int width)
    {
        index = 0;
        width = TileLayout.FullWidth;
        var mark = text.IndexOf(PartialMark, StringComparison.Ordinal);
        if (mark >= 0)
        {
            if (!PlainNumber.TryParse(text[(mark + PartialMark.Length)..], out var parsed) || parsed is < 1 or >= TileLayout.FullWidth)
            {
                return false;
            }

            width = (int)parsed;
            text = text[..mark];
        }

        return TryParseGroups(text, out index);
    }

    private static bool TryParseGroups(ReadOnlySpan<char> text, out long index)
    {
        index = 0;
        for (var group = 0; group < MaxGroups; group++)
        {
            var isLast = !text.StartsWith("x", StringComparison.Ordinal);
            text = isLast ? text : text[1..];
            if (text.Length < 3 || !TryParseGroup(text[..3], out var value) || (group == 0 && !isLast && value == 0))
            {
                return false;
            }

            if (index > (long.MaxValue - value) / GroupSize)
            {
                return false;
            }

            index = (index * GroupSize) + value;
            text = text[3..];
            if (isLast)
            {
                return text.IsEmpty;
            }

            if (!text.StartsWith("/", StringComparison.Ordinal))
            {
                return false;
            }

            text = text[1..];
        }

        return false;
    }

    private static bool TryParseGroup(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}

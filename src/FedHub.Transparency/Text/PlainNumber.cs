using System.Globalization;

namespace FedHub.Transparency;

/// <summary>Numbers as the formats write them: ASCII digits, no sign, no leading zero, at most 2^63 − 1.</summary>
internal static class PlainNumber
{
    private const int MaxDigits = 19;

    internal static bool TryParse(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > MaxDigits || (text[0] == '0' && text.Length > 1) || text.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    internal static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Frozen;

namespace FedHub.Matching;

/// <summary>What stands in registers where a number is missing. As a number it would make strangers one person.</summary>
internal static class Placeholders
{
    // Where a number has to hold digits it needs no list; plates and handles may be words.
    private static readonly FrozenSet<string> _words = new[]
    {
        "NONE", "NULL", "NIL", "NAN", "UNKNOWN", "UNDEFINED", "NOPLATE", "NONUMBER", "NOTAVAILABLE", "NOTKNOWN",
        "НЕТ", "НЕТУ", "НЕИЗВЕСТНО", "НЕИЗВЕСТЕН", "НЕИЗВ", "ОТСУТСТВУЕТ", "БЕЗНОМЕРА", "НЕУКАЗАН", "НЕУКАЗАНО", "НЕУСТАНОВЛЕН", "НЕУСТАНОВЛЕНО", "НЕИМЕЕТСЯ", "НЕТДАННЫХ",
        "ЖОҚ", "ЖОК", "БЕЛГІСІЗ", "БЕЛГИСИЗ", "YOQ", "NOMALUM", "ЙЎҚ",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a text stands for "none".</summary>
    /// <param name="text">Upper-case letters and digits without separators.</param>
    public static bool IsWord(string text) => _words.Contains(text);

    /// <summary>Whether a number can be one that somebody issued: it holds digits, and not one character again and again.</summary>
    /// <param name="number">Upper-case letters and ASCII digits, not empty.</param>
    public static bool IsIssuable(string number) => number.Any(char.IsAsciiDigit) && number.Any(c => c != number[0]);
}

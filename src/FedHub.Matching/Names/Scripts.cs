namespace FedHub.Matching;

/// <summary>Which script a letter belongs to, as far as we need to tell them apart and to name them.</summary>
internal static class Scripts
{
    private const string Latin = "Latin";

    private static readonly (char First, char Last, string Name)[] _ranges =
    [
        ('\u0041', '\u024F', "Latin"), ('\u0250', '\u02AF', "Latin"), ('\u0370', '\u03FF', "Greek"), ('\u0400', '\u052F', "Cyrillic"),
        ('\u0530', '\u058F', "Armenian"), ('\u0590', '\u05FF', "Hebrew"), ('\u0600', '\u06FF', "Arabic"), ('\u0700', '\u074F', "Syriac"),
        ('\u0750', '\u077F', "Arabic"), ('\u0780', '\u07BF', "Thaana"), ('\u07C0', '\u07FF', "N'Ko"),
        ('\u0900', '\u097F', "Devanagari"), ('\u0980', '\u09FF', "Bengali"), ('\u0A00', '\u0A7F', "Gurmukhi"),
        ('\u0A80', '\u0AFF', "Gujarati"), ('\u0B00', '\u0B7F', "Odia"), ('\u0B80', '\u0BFF', "Tamil"), ('\u0C00', '\u0C7F', "Telugu"),
        ('\u0C80', '\u0CFF', "Kannada"), ('\u0D00', '\u0D7F', "Malayalam"), ('\u0D80', '\u0DFF', "Sinhala"),
        ('\u0E00', '\u0E7F', "Thai"), ('\u0E80', '\u0EFF', "Lao"), ('\u0F00', '\u0FFF', "Tibetan"), ('\u1000', '\u109F', "Myanmar"),
        ('\u10A0', '\u10FF', "Georgian"), ('\u1100', '\u11FF', "Hangul"), ('\u1200', '\u139F', "Ethiopic"), ('\u13A0', '\u13FF', "Cherokee"), ('\u1780', '\u17FF', "Khmer"),
        ('\u1800', '\u18AF', "Mongolian"), ('\u1C90', '\u1CBF', "Georgian"), ('\u1E00', '\u1EFF', "Latin"), ('\u1F00', '\u1FFF', "Greek"),
        ('\u2D00', '\u2D2F', "Georgian"), ('\u3040', '\u30FF', "Japanese kana"), ('\u3130', '\u318F', "Hangul"), ('\u3400', '\u9FFF', "Chinese"),
        ('\uA980', '\uA9DF', "Javanese"), ('\uAB70', '\uABBF', "Cherokee"), ('\uAC00', '\uD7AF', "Hangul"), ('\uF900', '\uFAFF', "Chinese"), ('\uFB50', '\uFEFF', "Arabic"),
    ];

    public static string NameOf(char letter)
    {
        if (letter <= '\u024F')
        {
            return Latin;
        }

        foreach (var (first, last, name) in _ranges)
        {
            if (letter >= first && letter <= last)
            {
                return name;
            }
        }

        return "another script";
    }
}

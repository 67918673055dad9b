using System.Text;

namespace FedHub.Matching;

/// <summary>Latin letters as passports and keyboards without the others write them.</summary>
internal static class BasicLatin
{
    /// <summary>The text with marks parted from their letters, and basic letters for those that are not made of letter and mark.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var letters = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (Basic(letter) is { } basic)
            {
                letters.Append(basic);
            }
            else
            {
                letters.Append(letter);
            }
        }

        return letters.ToString();
    }

    private static string? Basic(char letter) => letter switch
    {
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'ə' => "a",
        'ħ' => "h",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => null,
    };
}

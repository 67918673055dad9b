using System.Diagnostics.CodeAnalysis;

namespace FedHub.Transparency;

/// <summary>Who signs a note: text without white space and without <c>+</c>, better a URL without its scheme. A log's is its origin.</summary>
public sealed record KeyName
{
    /// <summary>More characters than a name needs.</summary>
    public const int MaxLength = 1024;

    private readonly string _text;

    private KeyName(string text) => _text = text;

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">Not a name.</exception>
    public static KeyName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException("A key name has no white space, no '+' and no control characters.");

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeyName? name)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && !text.Any(IsForbidden) && IsWellFormed(text);
        name = valid ? new KeyName(text!) : null;
        return valid;
    }

    /// <summary>The name.</summary>
    public override string ToString() => _text;

    private static bool IsForbidden(char character) => character == '+' || char.IsWhiteSpace(character) || char.IsControl(character);

    /// <summary>Half of a surrogate pair has no bytes in UTF-8.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}

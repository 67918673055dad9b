using System.Buffers;

namespace FedHub.Cryptography.Match;

/// <summary>A collection of one member: a lower-case letter and up to 31 letters, digits or hyphens.</summary>
public readonly record struct CollectionName
{
    /// <summary>The most characters, and so UTF-8 bytes: 32.</summary>
    public const int MaxLength = 32;

    private static readonly SearchValues<char> _allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly string? _name;

    private CollectionName(string name) => _name = name;

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">Not of this shape.</exception>
    public static CollectionName Parse(string text) =>
        TryParse(text, out var name)
            ? name
            : throw new FormatException("A collection is a lower-case letter and up to 31 lower-case letters, digits or hyphens.");

    /// <summary>Reads a name; false when it is not of this shape.</summary>
    public static bool TryParse(string? text, out CollectionName name)
    {
        if (text is not { Length: >= 1 and <= MaxLength } || !char.IsAsciiLetterLower(text[0]) || text.AsSpan().ContainsAnyExcept(_allowed))
        {
            name = default;
            return false;
        }

        name = new CollectionName(text);
        return true;
    }

    /// <summary>The name.</summary>
    public override string ToString() => _name ?? string.Empty;
}

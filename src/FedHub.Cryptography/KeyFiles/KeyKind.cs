namespace FedHub.Cryptography;

/// <summary>What a stored key is for, such as <c>node-signing</c>. Bound to the secret, so that no key is used for another purpose.</summary>
public readonly record struct KeyKind
{
    private const int MaxLength = 40;

    private readonly string? _token;

    private KeyKind(string token) => _token = token;

    /// <summary>Reads a token: 1 to 40 lower-case letters and hyphens.</summary>
    /// <exception cref="FormatException">Not of this shape.</exception>
    public static KeyKind Parse(string text) =>
        TryParse(text, out var kind) ? kind : throw new FormatException("A kind of key is 1 to 40 lower-case letters and hyphens.");

    /// <summary>Reads a token; false when it is not of this shape.</summary>
    public static bool TryParse(string? text, out KeyKind kind)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && text.All(character => char.IsAsciiLetterLower(character) || character == '-');
        kind = valid ? new KeyKind(text!) : default;
        return valid;
    }

    /// <summary>The token.</summary>
    public override string ToString() => _token ?? string.Empty;
}

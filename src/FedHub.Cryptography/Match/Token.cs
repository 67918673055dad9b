using System.Security.Cryptography;

namespace FedHub.Cryptography.Match;

/// <summary>Proves to the owner of a slot that the asker knows the key behind a tag: 32 bytes, secret until shown to the owner.</summary>
public readonly struct Token : IEquatable<Token>
{
    /// <summary>32 bytes.</summary>
    public const int Size = Fixed32.Size;

    private readonly Fixed32 _bytes;

    private Token(Fixed32 bytes) => _bytes = bytes;

    /// <summary>Takes 32 bytes from outside; false unless there are exactly 32.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out Token token)
    {
        token = bytes.Length == Size ? new Token(Fixed32.From(bytes)) : default;
        return bytes.Length == Size;
    }

    /// <summary>Copies the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => _bytes.Span.CopyTo(destination);

    /// <summary>A new array with the 32 bytes.</summary>
    public byte[] ToArray() => _bytes.Span.ToArray();

    /// <summary>Compares in constant time.</summary>
    public bool Equals(Token other) => CryptographicOperations.FixedTimeEquals(_bytes.Span, other._bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Token other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.GetHashCode();

    /// <summary>The name of the type, never the token.</summary>
    public override string ToString() => nameof(Token);

    /// <inheritdoc cref="Equals(Token)"/>
    public static bool operator ==(Token left, Token right) => left.Equals(right);

    /// <summary>Whether the two differ; in constant time.</summary>
    public static bool operator !=(Token left, Token right) => !left.Equals(right);
}

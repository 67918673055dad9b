using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FedHub.Cryptography;

/// <summary>A SHA-256 digest: 32 bytes, written as 64 lower-case hex digits.</summary>
public readonly struct Digest : IEquatable<Digest>, IComparable<Digest>
{
    /// <summary>32 bytes.</summary>
    public const int Size = Fixed32.Size;

    private readonly Fixed32 _bytes;

    private Digest(Fixed32 bytes) => _bytes = bytes;

    /// <summary>The SHA-256 digest of <paramref name="data"/>.</summary>
    public static Digest Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return new Digest(Fixed32.From(hash));
    }

    /// <summary>Takes 32 bytes that are a digest already.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> bytes) => new(Fixed32.From(bytes));

    /// <summary>Takes bytes from outside; false unless there are exactly 32.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out Digest digest)
    {
        digest = bytes.Length == Size ? FromBytes(bytes) : default;
        return bytes.Length == Size;
    }

    /// <summary>Reads 64 hex digits.</summary>
    /// <exception cref="FormatException">Not 64 hex digits.</exception>
    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException("A SHA-256 digest is 64 hex digits.");

    /// <summary>Reads 64 hex digits.</summary>
    public static bool TryParse(string? text, out Digest digest)
    {
        var read = Fixed32.TryParseHex(text, out var bytes);
        digest = new Digest(bytes);
        return read;
    }

    /// <summary>The bytes, valid as long as this value is in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes.Span;

    /// <summary>Copies the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => _bytes.Span.CopyTo(destination);

    /// <summary>A new array with the 32 bytes.</summary>
    public byte[] ToArray() => _bytes.Span.ToArray();

    /// <inheritdoc/>
    public bool Equals(Digest other) => _bytes == other._bytes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.GetHashCode();

    /// <summary>Orders by the bytes, first byte first, as the hex text sorts.</summary>
    public int CompareTo(Digest other) => _bytes.Span.SequenceCompareTo(other._bytes.Span);

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => _bytes.ToString();

    /// <inheritdoc cref="Equals(Digest)"/>
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> sorts first.</summary>
    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts last.</summary>
    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts first or is equal.</summary>
    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts last or is equal.</summary>
    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;
}

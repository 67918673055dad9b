using System.Diagnostics.CodeAnalysis;

namespace FedHub.Cryptography;

/// <summary>An element of ristretto255 other than the identity, as its canonical 32 bytes (RFC 9496 §4.3).</summary>
/// <remarks>The default value is the identity's encoding and is refused wherever an element is used.</remarks>
public readonly struct GroupElement : IEquatable<GroupElement>
{
    /// <summary>32 bytes.</summary>
    public const int Size = Fixed32.Size;

    private readonly Fixed32 _bytes;

    private GroupElement(Fixed32 bytes) => _bytes = bytes;

    internal bool IsIdentity => _bytes.IsZero;

    /// <summary>Decodes bytes from outside.</summary>
    /// <returns>False unless they are 32 bytes, the canonical encoding of an element, and not the identity (RFC 9497 §2.1).</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out GroupElement element)
    {
        element = default;
        if (bytes.Length != Size || !Ristretto255.IsElement(bytes))
        {
            return false;
        }

        element = new GroupElement(Fixed32.From(bytes));
        return true;
    }

    /// <summary>The bytes, valid as long as this value is in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes.Span;

    /// <summary>Copies the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => _bytes.Span.CopyTo(destination);

    /// <summary>A new array with the 32 bytes.</summary>
    public byte[] ToArray() => _bytes.Span.ToArray();

    /// <inheritdoc/>
    public bool Equals(GroupElement other) => _bytes == other._bytes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GroupElement other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.GetHashCode();

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => _bytes.ToString();

    /// <inheritdoc cref="Equals(GroupElement)"/>
    public static bool operator ==(GroupElement left, GroupElement right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(GroupElement left, GroupElement right) => !left.Equals(right);

    /// <summary>Takes bytes that libsodium has just encoded and that are not the identity.</summary>
    internal static GroupElement FromComputed(ReadOnlySpan<byte> bytes) => new(Fixed32.From(bytes));
}

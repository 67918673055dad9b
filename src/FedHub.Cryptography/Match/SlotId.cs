using System.Text;

namespace FedHub.Cryptography.Match;

/// <summary>What has one VOPRF key at a time: a class of identifiers in a collection of a member. Written <c>KAZ/persons/name</c>.</summary>
/// <param name="Member">Who owns the records.</param>
/// <param name="Collection">Which of its collections.</param>
/// <param name="Class">Which kind of identifier.</param>
public readonly record struct SlotId(MemberId Member, CollectionName Collection, IdentifierClass Class)
{
    /// <summary>The longest encoding: 40 bytes.</summary>
    public const int MaxEncodedSize = 2 + MemberId.Length + 2 + CollectionName.MaxLength + 1;

    /// <summary>Reads <c>MEMBER/collection/class</c>.</summary>
    /// <exception cref="FormatException">Not of this shape.</exception>
    public static SlotId Parse(string text) =>
        TryParse(text, out var slot) ? slot : throw new FormatException("A slot is MEMBER/collection/class, such as KAZ/persons/name.");

    /// <summary>Reads <c>MEMBER/collection/class</c>.</summary>
    public static bool TryParse(string? text, out SlotId slot)
    {
        slot = default;
        if (text?.Split('/') is not [var member, var collection, var token]
            || !MemberId.TryParse(member, out var memberId)
            || !CollectionName.TryParse(collection, out var name)
            || !IdentifierClasses.TryParse(token, out var identifierClass))
        {
            return false;
        }

        slot = new SlotId(memberId, name, identifierClass);
        return true;
    }

    /// <summary>u16 length ‖ member ‖ u16 length ‖ collection ‖ u8 class, big-endian: the slot wherever it is hashed.</summary>
    public byte[] Encode()
    {
        Span<byte> buffer = stackalloc byte[MaxEncodedSize];
        var writer = new LengthPrefixedWriter(buffer);
        Encode(ref writer);
        return buffer[..writer.Written].ToArray();
    }

    /// <summary><c>MEMBER/collection/class</c>.</summary>
    public override string ToString() => $"{Member}/{Collection}/{Class.ToToken()}";

    internal void Encode(ref LengthPrefixedWriter writer)
    {
        if (Class == IdentifierClass.None)
        {
            throw new InvalidOperationException("The default slot names nothing.");
        }

        Span<byte> utf8 = stackalloc byte[CollectionName.MaxLength];
        writer.WritePrefixed(utf8[..Encoding.UTF8.GetBytes(Member.ToString(), utf8)]);
        writer.WritePrefixed(utf8[..Encoding.UTF8.GetBytes(Collection.ToString(), utf8)]);
        writer.WriteByte((byte)Class);
    }
}

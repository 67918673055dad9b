using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography.Match;

namespace FedHub.Transparency;

/// <summary>
/// What an entry says: u8 version (1) ‖ u16 kind ‖ member ‖ subject ‖ u16 count ‖ (name ‖ value)…; each string is u16 length ‖ UTF-8.
/// </summary>
/// <remarks>Kept beside the tree and erasable; the leaf holds only a commitment to these bytes.</remarks>
/// <param name="Kind">What happened.</param>
/// <param name="Member">Whose doing it was; null for the hub itself (an empty string in the encoding).</param>
/// <param name="Subject">What it is about: a query id, a manifest id, a version.</param>
/// <param name="Details">Further fields in the order of the kind's list.</param>
public sealed record AuditPayload(AuditKind Kind, MemberId? Member, string Subject, ImmutableArray<AuditDetail> Details)
{
    /// <summary>The largest encoding: 65,535 bytes.</summary>
    public const int MaxEncodedSize = ushort.MaxValue;

    internal const byte Version = 1;

    /// <summary>The bytes that the leaf commits to.</summary>
    /// <exception cref="InvalidOperationException">Larger than <see cref="MaxEncodedSize"/>, or not a kind.</exception>
    public byte[] Encode()
    {
        var writer = new PayloadWriter();
        writer.WriteByte(Version);
        writer.WriteUInt16(AuditKinds.TryFromNumber((int)Kind, out _) ? (ushort)Kind : throw new InvalidOperationException("Not a kind."));
        writer.WriteString(Member?.ToString() ?? string.Empty);
        writer.WriteString(Subject);
        writer.WriteUInt16(checked((ushort)Details.Length));
        foreach (var (name, value) in Details)
        {
            writer.WriteString(name);
            writer.WriteString(value);
        }

        return writer.ToArray();
    }

    /// <summary>Reads bytes from outside; false unless <see cref="Encode"/> gives the same bytes again.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AuditPayload? payload)
    {
        payload = null;
        var reader = new PayloadReader(bytes);
        if (bytes.Length > MaxEncodedSize
            || !reader.TryReadByte(out var version)
            || version != Version
            || !reader.TryReadUInt16(out var number)
            || !AuditKinds.TryFromNumber(number, out var kind)
            || !TryReadMember(ref reader, out var member)
            || !reader.TryReadString(out var subject)
            || !TryReadDetails(ref reader, out var details)
            || !reader.IsAtEnd)
        {
            return false;
        }

        payload = new AuditPayload(kind, member, subject, details);
        return true;
    }

    private static bool TryReadMember(ref PayloadReader reader, out MemberId? member)
    {
        member = null;
        if (!reader.TryReadString(out var text))
        {
            return false;
        }

        if (text.Length == 0)
        {
            return true;
        }

        var valid = MemberId.TryParse(text, out var id);
        member = id;
        return valid;
    }

    private static bool TryReadDetails(ref PayloadReader reader, out ImmutableArray<AuditDetail> details)
    {
        details = [];
        if (!reader.TryReadUInt16(out var count))
        {
            return false;
        }

        // Not sized by the count: it is from outside, and each detail must first be there.
        var builder = ImmutableArray.CreateBuilder<AuditDetail>();
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadString(out var name) || !reader.TryReadString(out var value))
            {
                return false;
            }

            builder.Add(new AuditDetail(name, value));
        }

        details = builder.ToImmutable();
        return true;
    }
}

using System.Text;

namespace FedHub.Matching;

/// <summary>A canonical string that two countries derive alike from the same person, document, phone, vehicle or account.</summary>
/// <param name="Class">Class of the slot the key is looked up in.</param>
/// <param name="Kind">Short name of the rule that made the key, ASCII, for example <c>doc</c> or <c>skel2.ymd</c>.</param>
/// <param name="Value">Canonical text. It is an identifier: never log it.</param>
/// <param name="Weight">Evidence in points; a pure function of kind and value, so both sides agree on it.</param>
public sealed record SearchKey(KeyClass Class, string Kind, string Value, double Weight)
{
    private const byte UnitSeparator = 0x1F;

    /// <summary>What is stretched and blinded: UTF-8 of the kind, 0x1F, UTF-8 of the value.</summary>
    public byte[] ToCanonicalBytes()
    {
        var kindBytes = Encoding.UTF8.GetByteCount(Kind);
        var bytes = new byte[kindBytes + 1 + Encoding.UTF8.GetByteCount(Value)];
        Encoding.UTF8.GetBytes(Kind, bytes);
        bytes[kindBytes] = UnitSeparator;
        Encoding.UTF8.GetBytes(Value, bytes.AsSpan(kindBytes + 1));
        return bytes;
    }

    /// <summary>The kind only, so that a key that strays into a log or a debugger leaks nothing.</summary>
    public override string ToString() => $"SearchKey({Kind})";
}

namespace FedHub.Cryptography;

/// <summary>The public key of one slot and epoch: a group element, as published in a manifest.</summary>
/// <param name="Element">The element; decoded, so canonical and not the identity.</param>
public readonly record struct VoprfPublicKey(GroupElement Element)
{
    /// <summary>32 bytes.</summary>
    public const int Size = GroupElement.Size;

    /// <summary>Names the key.</summary>
    public KeyId KeyId => KeyId.Of(Element.AsSpan());

    /// <summary>Decodes bytes from outside; false unless <see cref="GroupElement.TryDecode"/> accepts them.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out VoprfPublicKey key)
    {
        var decoded = GroupElement.TryDecode(bytes, out var element);
        key = new VoprfPublicKey(element);
        return decoded;
    }

    /// <summary>A new array with the 32 bytes.</summary>
    public byte[] ToArray() => Element.ToArray();

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => Element.ToString();
}

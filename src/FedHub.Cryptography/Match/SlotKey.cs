namespace FedHub.Cryptography.Match;

/// <summary>Derives the VOPRF key of one slot and epoch.</summary>
public static class SlotKey
{
    private const int MaxInfoSize = 6 + SlotId.MaxEncodedSize + sizeof(uint);

    /// <summary>DeriveKeyPair(seed, "FedHub" ‖ slot ‖ epoch).</summary>
    /// <param name="seed">32 random bytes, wiped when the epoch ends.</param>
    /// <param name="slot">Whose key it is.</param>
    /// <param name="epoch">Which of its keys.</param>
    public static VoprfPrivateKey Derive(SecretBytes seed, SlotId slot, EpochNumber epoch)
    {
        using var lease = seed.Lease();
        return Derive(lease.Bytes, slot, epoch);
    }

    /// <inheritdoc cref="Derive(SecretBytes, SlotId, EpochNumber)"/>
    public static VoprfPrivateKey Derive(ReadOnlySpan<byte> seed, SlotId slot, EpochNumber epoch)
    {
        Span<byte> info = stackalloc byte[MaxInfoSize];
        var writer = new LengthPrefixedWriter(info);
        writer.Write("FedHub"u8);
        slot.Encode(ref writer);
        writer.WriteUInt32(epoch.Value);
        return VoprfPrivateKey.Derive(seed, info[..writer.Written]);
    }
}

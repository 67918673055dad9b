using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;

namespace FedHub.Node.Index;

/// <summary>All that derives from an epoch's seed: the VOPRF key, the padding and the records' labels. Wiped together.</summary>
internal sealed class EpochSecrets : IDisposable
{
    /// <summary>32 bytes.</summary>
    internal const int SeedSize = VoprfPrivateKey.SeedSize;

    private readonly SlotId _slot;
    private readonly EpochNumber _epoch;
    private readonly SecretBytes _padKey;
    private readonly SecretBytes _labelKey;

    internal EpochSecrets(SecretBytes seed, SlotId slot, EpochNumber epoch)
    {
        _slot = slot;
        _epoch = epoch;
        Key = SlotKey.Derive(seed, slot, epoch);
        _padKey = Derive(seed, "pad");
        _labelKey = Derive(seed, "label");
    }

    internal VoprfPrivateKey Key { get; }

    public void Dispose()
    {
        Key.Dispose();
        _padKey.Dispose();
        _labelKey.Dispose();
    }

    /// <summary>The VOPRF output for a stretched key: 64 bytes, which the caller wipes.</summary>
    internal void Evaluate(ReadOnlySpan<byte> stretched, byte ruleSetVersion, Span<byte> output)
    {
        var input = MatchInput.Create(_slot.Class, ruleSetVersion, stretched);
        Voprf.Evaluate(Key, input, output);
        CryptographicOperations.ZeroMemory(input);
    }

    /// <summary>Tag, token and mask of the i-th record under one key.</summary>
    internal TagMaterial Material(ReadOnlySpan<byte> output, int index) => TagMaterial.Derive(output, _slot, _epoch, index);

    /// <summary>The filter entry of a record's tag. The label is HMAC(seed's label key, row), random to all others, and needs no storing.</summary>
    internal FilterEntry Entry(TagMaterial material, RecordRowId rowId, int tagBits)
    {
        var label = _slot.Class == IdentifierClass.Name ? material.Mask.Apply(LabelOf(rowId)) : 0;
        return new FilterEntry(material.Tag.Truncate(tagBits), label);
    }

    /// <summary>Sorts, drops what stands twice, and fills up to the count with random-looking entries.</summary>
    /// <param name="entries">Entries; changed.</param>
    /// <param name="count">How many there shall be; at least the distinct ones.</param>
    /// <param name="number">Number of the file, so that no two are padded alike.</param>
    /// <param name="tagBits">Bits of a tag.</param>
    internal FilterEntry[] Pad(List<FilterEntry> entries, long count, uint number, int tagBits)
    {
        var block = new byte[Block];
        for (uint index = 0; ; index++)
        {
            entries.Sort();
            var distinct = entries.Distinct().ToList();
            if (distinct.Count >= count)
            {
                return [.. distinct];
            }

            entries = distinct;
            for (var missing = count - distinct.Count; missing > 0; missing -= Block / PadSize, index++)
            {
                FillPad(block, number, index);
                AddPads(entries, block, (int)Math.Min(missing, Block / PadSize), tagBits);
            }
        }
    }

    private const int PadSize = sizeof(ulong) + FilterHeader.LabelSize;

    // HKDF-Expand gives at most 255 hashes at a time; this is a multiple of a pad's size below that.
    private const int Block = PadSize * 1024;

    private void FillPad(Span<byte> block, uint number, uint index)
    {
        Span<byte> info = stackalloc byte[2 * sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(info, number);
        BinaryPrimitives.WriteUInt32BigEndian(info[sizeof(uint)..], index);
        using var lease = _padKey.Lease();
        HKDF.Expand(HashAlgorithmName.SHA512, lease.Bytes, block, info);
    }

    private void AddPads(List<FilterEntry> entries, ReadOnlySpan<byte> block, int count, int tagBits)
    {
        for (var i = 0; i < count; i++)
        {
            var pad = block.Slice(i * PadSize, PadSize);
            var label = _slot.Class == IdentifierClass.Name ? BinaryPrimitives.ReadUInt32BigEndian(pad[7..]) & LabelMask.MaxLabel : 0;
            entries.Add(new FilterEntry(BinaryPrimitives.ReadUInt64BigEndian(pad) >> (64 - tagBits), label));
        }
    }

    private uint LabelOf(RecordRowId rowId)
    {
        Span<byte> row = stackalloc byte[sizeof(long)];
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(row, rowId.Value);
        using var lease = _labelKey.Lease();
        HMACSHA256.HashData(lease.Bytes, row, mac);
        return BinaryPrimitives.ReadUInt32BigEndian(mac) & LabelMask.MaxLabel;
    }

    private SecretBytes Derive(SecretBytes seed, string use)
    {
        Span<byte> derived = stackalloc byte[SHA512.HashSizeInBytes];
        using var lease = seed.Lease();
        HKDF.DeriveKey(HashAlgorithmName.SHA512, lease.Bytes, derived, salt: default, [.. Encoding.ASCII.GetBytes(use), .. FilterHeader.BindingOf(_slot, _epoch).AsSpan()]);
        var secret = SecretBytes.CopyOf(derived);
        CryptographicOperations.ZeroMemory(derived);
        return secret;
    }
}

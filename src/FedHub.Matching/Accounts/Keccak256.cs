using System.Buffers.Binary;
using System.Numerics;

namespace FedHub.Matching;

/// <summary>Keccak-256 with the padding before FIPS 202, as Ethereum uses it; for inputs of one block, which is all that EIP-55 needs.</summary>
internal static class Keccak256
{
    private const int RateBytes = 136;

    private static readonly ulong[] _roundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    // The order in which lanes are visited by rho and pi, and how far each is turned.
    private static readonly int[] _lanes = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
    private static readonly int[] _turns = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    /// <summary>Digest of fewer than 136 bytes.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(data.Length, RateBytes, nameof(data));
        var block = new byte[RateBytes];
        data.CopyTo(block);
        block[data.Length] = 0x01;
        block[RateBytes - 1] |= 0x80;
        var state = new ulong[25];
        for (var i = 0; i < RateBytes / 8; i++)
        {
            state[i] = BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(i * 8));
        }

        foreach (var constant in _roundConstants)
        {
            Round(state, constant);
        }

        var digest = new byte[32];
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(digest.AsSpan(i * 8), state[i]);
        }

        return digest;
    }

    private static void Round(ulong[] a, ulong constant)
    {
        var c = new ulong[5];
        for (var x = 0; x < 5; x++)
        {
            c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        }

        for (var i = 0; i < 25; i++)
        {
            a[i] ^= c[((i % 5) + 4) % 5] ^ BitOperations.RotateLeft(c[((i % 5) + 1) % 5], 1);
        }

        var moved = a[1];
        for (var i = 0; i < _lanes.Length; i++)
        {
            (a[_lanes[i]], moved) = (BitOperations.RotateLeft(moved, _turns[i]), a[_lanes[i]]);
        }

        for (var y = 0; y < 25; y += 5)
        {
            a.AsSpan(y, 5).CopyTo(c);
            for (var x = 0; x < 5; x++)
            {
                a[y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
            }
        }

        a[0] ^= constant;
    }
}

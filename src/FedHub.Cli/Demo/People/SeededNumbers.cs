using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FedHub.Cli.Demo.People;

/// <summary>
/// Numbers that follow from a seed alone, on every machine and every version: SHA-256 over the seed and a counter.
/// For invented data only, never for keys.
/// </summary>
internal sealed class SeededNumbers(string seed)
{
    private readonly byte[] _seed = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
    private readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
    private ulong _counter;
    private int _used = SHA256.HashSizeInBytes;

    /// <summary>Evenly spread over 0 (included) to <paramref name="limit"/> (excluded).</summary>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        // Draws of the incomplete last stretch are thrown away, or small numbers would come up more often.
        var usable = uint.MaxValue - (uint.MaxValue % (uint)limit);
        uint draw;
        do
        {
            draw = NextWord();
        }
        while (draw >= usable);

        return (int)(draw % (uint)limit);
    }

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool OneIn(int times) => Below(times) == 0;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Decimal digits, leading zeros possible.</summary>
    public string Digits(int count) => string.Create(count, this, static (digits, numbers) =>
    {
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = (char)('0' + numbers.Below(10));
        }
    });

    private uint NextWord()
    {
        if (_used == _block.Length)
        {
            Span<byte> input = stackalloc byte[SHA256.HashSizeInBytes + sizeof(ulong)];
            _seed.CopyTo(input);
            BinaryPrimitives.WriteUInt64BigEndian(input[SHA256.HashSizeInBytes..], _counter++);
            SHA256.HashData(input, _block);
            _used = 0;
        }

        var word = BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(_used));
        _used += sizeof(uint);
        return word;
    }
}

using System.Buffers;

namespace FedHub.Matching;

/// <summary>BIP 173 (Bech32) and BIP 350 (Bech32m).</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;
    private const uint Bech32Constant = 1;
    private const uint Bech32mConstant = 0x2bc830a3;

    private static readonly SearchValues<char> _letters = SearchValues.Create(Alphabet);

    private static readonly uint[] _generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Whether all characters after the separator are of the alphabet, and there are enough of them.</summary>
    public static bool HasForm(string lower, int separator)
        => lower.Length - separator - 1 > ChecksumLength && lower.AsSpan(separator + 1).IndexOfAnyExcept(_letters) < 0;

    /// <summary>Version 0 takes the constant of Bech32, later witness versions that of Bech32m (BIP 350).</summary>
    public static bool IsValid(string lower, int separator)
    {
        uint state = 1;
        foreach (var c in lower.AsSpan(0, separator))
        {
            state = Step(state, (uint)c >> 5);
        }

        state = Step(state, 0);
        foreach (var c in lower.AsSpan(0, separator))
        {
            state = Step(state, (uint)c & 31);
        }

        foreach (var c in lower.AsSpan(separator + 1))
        {
            state = Step(state, (uint)Alphabet.IndexOf(c, StringComparison.Ordinal));
        }

        return state == (lower[separator + 1] == 'q' ? Bech32Constant : Bech32mConstant);
    }

    private static uint Step(uint state, uint value)
    {
        var top = state >> 25;
        state = ((state & 0x1ffffff) << 5) ^ value;
        for (var i = 0; i < _generator.Length; i++)
        {
            state ^= ((top >> i) & 1) == 1 ? _generator[i] : 0;
        }

        return state;
    }
}

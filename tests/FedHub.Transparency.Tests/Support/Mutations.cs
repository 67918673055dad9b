namespace FedHub.Transparency.Tests;

/// <summary>Bytes that are almost right.</summary>
internal static class Mutations
{
    /// <summary>Each bit flipped, one at a time.</summary>
    internal static IEnumerable<byte[]> FlippedBits(byte[] bytes)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var copy = bytes.ToArray();
            copy[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return copy;
        }
    }

    /// <summary>Cut, doubled, exchanged and overwritten in places, the same in each run.</summary>
    internal static IEnumerable<byte[]> Fuzzed(byte[] bytes, int count)
    {
        var random = new Random(20_240_607);
        byte[] special = [0, (byte)'\n', (byte)' ', (byte)'+', (byte)'=', (byte)'/', 0x7f, 0x80, 0xc3, 0xff, (byte)'0', (byte)'9', (byte)'-'];
        for (var i = 0; i < count; i++)
        {
            var copy = bytes.ToList();
            for (var change = random.Next(1, 4); change > 0 && copy.Count > 0; change--)
            {
                var at = random.Next(copy.Count);
                switch (random.Next(6))
                {
                    case 0: copy[at] = special[random.Next(special.Length)]; break;
                    case 1: copy[at] = (byte)random.Next(256); break;
                    case 2: copy.RemoveRange(at, Math.Min(copy.Count - at, random.Next(1, 40))); break;
                    case 3: copy.InsertRange(at, copy.GetRange(at, Math.Min(copy.Count - at, random.Next(1, 40)))); break;
                    case 4: copy.Insert(at, special[random.Next(special.Length)]); break;
                    default: copy.RemoveRange(at, copy.Count - at); break;
                }
            }

            yield return [.. copy];
        }
    }
}

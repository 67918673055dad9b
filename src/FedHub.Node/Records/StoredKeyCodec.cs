using System.Buffers.Binary;
using System.Text;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Records;

/// <summary>The keys of one record and class in one blob: u8 version, then for each key u8 length ‖ kind, f64 weight, 32 bytes; big-endian.</summary>
internal static class StoredKeyCodec
{
    private const byte Version = 1;
    private const int FixedSize = 1 + sizeof(double) + MatchInput.StretchedSize;

    internal static byte[] Encode(IReadOnlyCollection<StoredKey> keys)
    {
        var bytes = new byte[1 + keys.Sum(key => FixedSize + key.Kind.Length)];
        bytes[0] = Version;
        var rest = bytes.AsSpan(1);
        foreach (var key in keys)
        {
            rest[0] = checked((byte)key.Kind.Length);
            Encoding.ASCII.GetBytes(key.Kind, rest[1..]);
            rest = rest[(1 + key.Kind.Length)..];
            BinaryPrimitives.WriteDoubleBigEndian(rest, key.Weight);
            key.Stretched.CopyTo(rest[sizeof(double)..]);
            rest = rest[(sizeof(double) + MatchInput.StretchedSize)..];
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="Encode"/> gave.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    internal static List<StoredKey> Decode(IdentifierClass identifierClass, ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [Version, ..])
        {
            throw new InvalidDataException("Search keys are stored in a form that this version does not know.");
        }

        var keys = new List<StoredKey>();
        for (var rest = bytes[1..]; !rest.IsEmpty;)
        {
            var kindLength = rest[0];
            if (rest.Length < FixedSize + kindLength)
            {
                throw new InvalidDataException("Stored search keys are cut short.");
            }

            var kind = string.Intern(Encoding.ASCII.GetString(rest.Slice(1, kindLength)));
            rest = rest[(1 + kindLength)..];
            keys.Add(new StoredKey(identifierClass, kind, BinaryPrimitives.ReadDoubleBigEndian(rest), rest.Slice(sizeof(double), MatchInput.StretchedSize).ToArray()));
            rest = rest[(sizeof(double) + MatchInput.StretchedSize)..];
        }

        return keys;
    }
}

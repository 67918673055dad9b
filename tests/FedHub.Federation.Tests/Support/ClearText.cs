using System.Buffers.Binary;
using System.Text;

namespace FedHub.Federation.Tests.Support;

/// <summary>Looks for texts in bytes: as written, in upper and lower case, in UTF-8 and in UTF-16 of both byte orders.</summary>
internal sealed class ClearText
{
    /// <summary>Shorter texts stand in any file by chance.</summary>
    private const int MinBytes = 6;

    private readonly Dictionary<ulong, List<(byte[] Bytes, string Label)>> _byStart = [];

    /// <summary>Adds a text.</summary>
    /// <param name="text">What must not be found.</param>
    /// <param name="label">What a failed test may say of it: never the text.</param>
    public void Add(string text, string label)
    {
        foreach (var form in new[] { text, text.ToUpperInvariant(), text.ToLowerInvariant() }.Distinct(StringComparer.Ordinal))
        {
            foreach (var encoding in new Encoding[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            {
                Add(encoding.GetBytes(form), label);
            }
        }
    }

    public void Add(byte[] bytes, string label)
    {
        if (bytes.Length < MinBytes)
        {
            return;
        }

        var start = StartOf(bytes);
        if (!_byStart.TryGetValue(start, out var list))
        {
            _byStart.Add(start, list = []);
        }

        list.Add((bytes, label));
    }

    /// <summary>Labels of what stands in the bytes.</summary>
    public IReadOnlySet<string> FindIn(ReadOnlySpan<byte> bytes)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at + MinBytes <= bytes.Length; at++)
        {
            if (_byStart.TryGetValue(StartOf(bytes[at..]), out var list))
            {
                foreach (var (needle, label) in list)
                {
                    if (bytes[at..].StartsWith(needle))
                    {
                        found.Add(label);
                    }
                }
            }
        }

        return found;
    }

    private static ulong StartOf(ReadOnlySpan<byte> bytes)
        => ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
}

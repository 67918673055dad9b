using System.Text;
using System.Text.Unicode;

namespace FedHub.Node.Import;

/// <summary>Looks at the beginning of a file and says whether it is in the encoding that the mapping names.</summary>
internal static class TextEncodingCheck
{
    /// <summary>How much of the file is looked at.</summary>
    internal const int SampleSize = 64 * 1024;

    /// <summary>Stands for bytes that are not UTF-8; it cannot stand in a file, for it is no character.</summary>
    internal const char Invalid = '\uFFFF';

    // Single bad bytes spoil their line only; a file of which one line in ten is bad is not UTF-8 at all.
    private const int WrongLinesOfHundred = 10;

    /// <summary>Why the file cannot be read, or null.</summary>
    internal static string? Refuse(ReadOnlySpan<byte> sample, bool isWindows1251)
    {
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || sample.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]) || sample.Contains((byte)0))
        {
            return "The file looks like UTF-16 or a binary file. Save it as CSV in UTF-8.";
        }

        if (isWindows1251)
        {
            return HasHighBytes(sample) && Utf8.IsValid(WithoutCutCharacter(sample))
                ? "The mapping says windows-1251, but the file is UTF-8. Remove `encoding` from the mapping."
                : null;
        }

        return WrongLines(sample)
            ? "The file is not UTF-8. Save it as CSV in UTF-8; if it is Windows-1251, say `encoding: windows-1251` in the mapping."
            : null;
    }

    /// <summary>Decodes without exceptions: what is not UTF-8 becomes <see cref="Invalid"/>.</summary>
    internal static Encoding Encoding(bool isWindows1251) => isWindows1251
        ? CodePagesEncodingProvider.Instance.GetEncoding(1251)!
        : System.Text.Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Invalid.ToString()));

    private static bool WrongLines(ReadOnlySpan<byte> sample)
    {
        int lines = 0, wrong = 0;
        foreach (var range in WithoutCutCharacter(sample).Split((byte)'\n'))
        {
            lines++;
            if (!Utf8.IsValid(WithoutCutCharacter(sample)[range]))
            {
                wrong++;
                if (lines == 1)
                {
                    // The header: no column could be found.
                    return true;
                }
            }
        }

        return wrong * 100 > lines * WrongLinesOfHundred;
    }

    private static bool HasHighBytes(ReadOnlySpan<byte> sample) => sample.ContainsAnyInRange((byte)0x80, (byte)0xff);

    /// <summary>A full sample may end inside a character.</summary>
    private static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < SampleSize)
        {
            return sample;
        }

        var end = sample.LastIndexOf((byte)'\n');
        return end < 0 ? sample : sample[..end];
    }
}

using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace FedHub.Node.Import;

/// <summary>Reads lines of bounded length from a stream that may be slow, endless or hostile, and keeps a digest of what was read.</summary>
/// <remarks>Lines are parted as bytes: neither in UTF-8 nor in Windows-1251 is the byte of a line feed part of another character.</remarks>
internal sealed class TextLineReader(Stream stream, Encoding encoding) : IDisposable
{
    /// <summary>Longer lines are cut and refused: 256 Ki characters.</summary>
    internal const int MaxLength = 256 * 1024;

    private const int MaxBytes = 4 * MaxLength;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _next;
    private int _filled;

    /// <summary>Lines read so far.</summary>
    internal long Number { get; private set; }

    /// <summary>SHA-256 of all bytes of the lines read so far, with their line breaks.</summary>
    internal byte[] DigestSoFar() => _digest.GetCurrentHash();

    /// <summary>The next line; null at the end.</summary>
    internal async ValueTask<TextLine?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.ResetWrittenCount();
        var tooLong = false;
        var any = false;
        while (_next < _filled || await FillAsync(cancellationToken))
        {
            any = true;
            var rest = _buffer.AsSpan(_next, _filled - _next);
            var end = rest.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..end];
            _digest.AppendData(end < 0 ? rest : rest[..(end + 1)]);
            tooLong |= _line.WrittenCount + part.Length > MaxBytes;
            _line.Write(part[..Math.Min(part.Length, MaxBytes - _line.WrittenCount)]);
            _next += part.Length + (end < 0 ? 0 : 1);
            if (end >= 0)
            {
                break;
            }
        }

        return any ? Take(tooLong) : null;
    }

    /// <summary>Gives up its buffers; the stream stays the caller's.</summary>
    public void Dispose() => _digest.Dispose();

    private TextLine Take(bool tooLong)
    {
        Number++;
        var bytes = _line.WrittenSpan;
        var text = encoding.GetString(bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes);

        // A byte order mark is no part of the first header.
        var start = Number == 1 && text is ['\uFEFF', ..] ? 1 : 0;
        var length = Math.Min(text.Length - start, MaxLength);
        return new TextLine(Number, start == 0 && length == text.Length ? text : text.Substring(start, length), tooLong || text.Length - start > MaxLength);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _next = 0;
        _filled = await stream.ReadAsync(_buffer, cancellationToken);
        return _filled > 0;
    }
}

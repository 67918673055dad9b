using System.Text;

namespace FedHub.Node.Import;

/// <summary>Reads lines of bounded length from a stream that may be slow, endless or hostile.</summary>
internal sealed class CsvLineReader(Stream stream, Encoding encoding) : IDisposable
{
    /// <summary>Longer lines are cut and refused: 256 Ki characters.</summary>
    internal const int MaxLength = 256 * 1024;

    private readonly StreamReader _reader = new(stream, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true);
    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _line = new();
    private int _next;
    private int _filled;
    private long _number;

    /// <summary>The next line; null at the end.</summary>
    internal async ValueTask<CsvLine?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        var tooLong = false;
        var any = false;
        while (_next < _filled || await FillAsync(cancellationToken))
        {
            any = true;
            var rest = _buffer.AsSpan(_next, _filled - _next);
            var end = rest.IndexOf('\n');
            var part = end < 0 ? rest : rest[..end];
            tooLong |= _line.Length + part.Length > MaxLength;
            _line.Append(part[..Math.Min(part.Length, MaxLength - _line.Length)]);
            _next += part.Length + (end < 0 ? 0 : 1);
            if (end >= 0)
            {
                break;
            }
        }

        return any ? Take(tooLong) : null;
    }

    /// <summary>Gives up its buffers; the stream stays the caller's.</summary>
    public void Dispose() => _reader.Dispose();

    private CsvLine Take(bool tooLong)
    {
        _number++;
        if (_line.Length > 0 && _line[^1] == '\r')
        {
            _line.Length--;
        }

        // A byte order mark is no part of the first header.
        var start = _number == 1 && _line.Length > 0 && _line[0] == '\uFEFF' ? 1 : 0;
        return new CsvLine(_number, _line.ToString(start, _line.Length - start), tooLong);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _next = 0;
        _filled = await _reader.ReadAsync(_buffer, cancellationToken);
        return _filled > 0;
    }
}

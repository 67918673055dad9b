using System.Text;

namespace FedHub.Cli.Csv;

/// <summary>Rows of a CSV text (RFC 4180; a byte order mark and bare line feeds are allowed), blank lines left out.</summary>
internal sealed class CsvRows(TextReader reader) : IDisposable
{
    private const char Quote = '"';
    private const int ByteOrderMark = '\uFEFF';

    // A quote that is never closed must not swallow a whole file into memory.
    private const int MaxRowCharacters = 1 << 20;

    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private int _lineBreaks;
    private int _rowCharacters;

    /// <summary>Fields of the current row.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Line on which the current row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="InvalidDataException">A row is longer than 1 Mi characters.</exception>
    public bool Read()
    {
        do
        {
            _fields.Clear();
            _rowCharacters = 0;
            Line = _lineBreaks + 1;
            if (reader.Peek() < 0)
            {
                return false;
            }

            while (ReadField())
            {
            }
        }
        while (_fields is [""]);

        return true;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Takes one field; true when another follows in the same row.</summary>
    private bool ReadField()
    {
        _field.Clear();
        if (Line == 1 && _fields.Count == 0 && reader.Peek() == ByteOrderMark)
        {
            _ = reader.Read();
        }

        if (reader.Peek() == Quote)
        {
            _ = reader.Read();
            ReadQuoted();
        }

        // What follows a closing quote before the comma is kept as it stands rather than lost.
        int next;
        while ((next = Next()) is not (-1 or ',' or '\n'))
        {
            _field.Append((char)next);
        }

        if (next == '\n' && _field is [.., '\r'])
        {
            _field.Length--;
        }

        _fields.Add(_field.ToString());
        return next == ',';
    }

    private void ReadQuoted()
    {
        int next;
        while ((next = Next()) >= 0)
        {
            if (next == Quote)
            {
                if (reader.Peek() != Quote)
                {
                    return;
                }

                _ = reader.Read();
            }

            _field.Append((char)next);
        }
    }

    private int Next()
    {
        if (++_rowCharacters > MaxRowCharacters)
        {
            throw new InvalidDataException($"The row that begins on line {Line} is too long; a quote may be missing its partner.");
        }

        var next = reader.Read();
        _lineBreaks += next == '\n' ? 1 : 0;
        return next;
    }
}

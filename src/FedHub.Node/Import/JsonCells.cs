using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace FedHub.Node.Import;

/// <summary>Reads one line of JSON into cells. Strict: one flat object, each name once; values are texts, numbers, true, false, null, or lists of these.</summary>
/// <param name="columns">Names that matter, in the order of the cells; values of other names are passed over, whatever they are.</param>
internal sealed class JsonCells(IReadOnlyList<string> columns)
{
    private const string NotAnObject = "not a JSON object that stands whole on its line";

    private static readonly JsonReaderOptions _options = new() { MaxDepth = 16 };

    private readonly FrozenDictionary<string, int> _index =
        columns.Select((name, index) => (name, index)).ToFrozenDictionary(column => column.name, column => column.index, StringComparer.Ordinal);

    /// <summary>Fills the cells of the names found; others stay as they are.</summary>
    /// <param name="line">One line.</param>
    /// <param name="cells">As many as there are columns, null where nothing stands.</param>
    /// <param name="column">Who is to blame; empty for the whole line.</param>
    /// <returns>Why it cannot be read, or null.</returns>
    internal string? Read(string line, Span<string> cells, out string column)
    {
        column = "";
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(line.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(line, bytes);
            var json = new Utf8JsonReader(bytes.AsSpan(0, length), _options);
            return ReadObject(ref json, cells, ref column);
        }
        catch (JsonException exception)
        {
            return FormattableString.Invariant($"{NotAnObject}: see byte {exception.BytePositionInLine + 1} of the line");
        }
        catch (InvalidOperationException)
        {
            // The reader's word for an escape such as \ud800 that is half a character.
            return "an escape in it stands for no character";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private string? ReadObject(ref Utf8JsonReader json, Span<string> cells, ref string column)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return NotAnObject;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (!_index.TryGetValue(name, out var index))
            {
                json.Skip();
                continue;
            }

            column = columns[index];
            if (cells[index] is not null)
            {
                return "the name stands twice in the line";
            }

            if (!TryReadValue(ref json, out var value))
            {
                return "expected a text, a number, true, false, null or a list of these; in a list no text may hold `;`";
            }

            cells[index] = value;
            column = "";
        }

        // Throws when anything follows.
        return json.Read() ? NotAnObject : null;
    }

    private static bool TryReadValue(ref Utf8JsonReader json, out string value)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return TryReadScalar(ref json, out value);
        }

        var list = new StringBuilder();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!TryReadScalar(ref json, out var item) || item.Contains(RowValues.ValueSeparator, StringComparison.Ordinal))
            {
                value = "";
                return false;
            }

            list.Append(list.Length > 0 ? RowValues.ValueSeparator + item : item);
        }

        value = list.ToString();
        return true;
    }

    private static bool TryReadScalar(ref Utf8JsonReader json, out string value)
    {
        // Numbers as they stand: a long identifier must not pass through a double.
        value = json.TokenType switch
        {
            JsonTokenType.String => json.GetString()!.Trim(),
            JsonTokenType.Number => Encoding.UTF8.GetString(json.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "",
        };
        return json.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null;
    }
}

using FedHub.Node.Records;

namespace FedHub.Node.Import;

/// <summary>The values of one row by field: constants first, then cells that are not empty.</summary>
internal sealed class RowValues
{
    /// <summary>Separates several values in one cell.</summary>
    internal const char ValueSeparator = ';';

    private readonly ImportMapping _mapping;
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    internal RowValues(ImportMapping mapping, IEnumerable<(string Field, string Cell)> cells)
    {
        _mapping = mapping;
        foreach (var (field, value) in mapping.Constants.Select(constant => (constant.Key, constant.Value)).Concat(cells))
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                (_values.TryGetValue(field, out var list) ? list : _values[field] = []).Add(value.Trim());
            }
        }
    }

    internal string? RecordId => Single(RecordSchema.RecordId) is { } id ? _mapping.RecordIdPrefix + id : null;

    internal bool Has(string field) => _values.ContainsKey(field);

    internal string? Single(string field) => _values.TryGetValue(field, out var values) ? values[0] : null;

    /// <summary>Values of a list field; several in a cell are separated by semicolons.</summary>
    internal IReadOnlyList<string> List(string field) => _values.TryGetValue(field, out var values)
        ? [.. values.SelectMany(value => value.Split(ValueSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)]
        : [];

    /// <summary>Documents; those that name no issuer get the line's, if it has one.</summary>
    internal IReadOnlyList<string> Documents()
    {
        var issuer = Single(RecordSchema.DocumentCountry);
        return issuer is null
            ? List(RecordSchema.Document)
            : [.. List(RecordSchema.Document).Select(document => document.AsSpan().ContainsAny(':', '(') ? document : $"{issuer}:{document}")];
    }

    internal IReadOnlyList<RecordField> Free() =>
        [.. _values.Where(entry => RecordSchema.IsSummary(entry.Key))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new RecordField(entry.Key, entry.Value[0]))];
}

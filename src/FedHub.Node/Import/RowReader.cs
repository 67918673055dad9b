using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Records;

namespace FedHub.Node.Import;

/// <summary>Turns the cells of a row into a record, after a mapping and the file's header.</summary>
internal sealed class RowReader
{
    private const int MaxCellLength = 4096;
    private const int MaxValuesPerCell = 32;
    private const int MaxRecordIdLength = 128;

    private readonly ImportMapping _mapping;
    private readonly int _columnCount;
    private readonly (int Index, string Header, string Field)[] _columns;
    private readonly Dictionary<string, string> _headerOfField = new(StringComparer.Ordinal);

    private RowReader(ImportMapping mapping, IReadOnlyList<string> header)
    {
        _mapping = mapping;
        _columnCount = header.Count;
        _columns = [.. header.Select((name, index) => (index, name.Trim(), mapping.Columns.GetValueOrDefault(name.Trim(), ""))).Where(column => column.Item3.Length > 0)];
        foreach (var (_, name, field) in _columns)
        {
            _headerOfField.TryAdd(field, name);
        }
    }

    /// <summary>Matches header and mapping.</summary>
    /// <returns>Why they do not fit, or null.</returns>
    internal static string? TryCreate(ImportMapping mapping, CsvRow header, out RowReader? reader)
    {
        reader = null;
        if (header.Broken is { } broken)
        {
            return $"The header cannot be read: {broken}.";
        }

        var names = header.Cells.Select(name => name.Trim()).ToList();
        foreach (var column in mapping.Columns.Keys.Order(StringComparer.Ordinal))
        {
            var count = names.Count(name => string.Equals(name, column, StringComparison.Ordinal));
            if (count != 1)
            {
                return count == 0
                    ? $"The file has no column `{column}`, which the mapping names. Check header, delimiter and encoding."
                    : $"The file has {count} columns `{column}`; the mapping cannot tell them apart.";
            }
        }

        reader = new RowReader(mapping, header.Cells);
        return null;
    }

    /// <summary>The header of the column behind a field of a matching warning; empty when there is none.</summary>
    internal string HeaderOf(string warningField) => warningField switch
    {
        "name" => Header(RecordSchema.FullName, RecordSchema.FamilyName, RecordSchema.GivenName),
        "document" => Header(RecordSchema.Document),
        "personal number" => Header(RecordSchema.NationalId),
        "phone" => Header(RecordSchema.Phone),
        "vehicle" => Header(RecordSchema.Vehicle),
        "account" => Header(RecordSchema.Account),
        "country" => Header(RecordSchema.Nationality),
        _ => "",
    };

    /// <summary>Reads a row; what is wrong goes to the findings, and a rejected row gives null.</summary>
    internal ImportRow? Read(CsvRow row, List<ImportFinding> findings)
    {
        ImportRow? Reject(string field, string reason)
        {
            findings.Add(new ImportFinding(row.Line, field.Length == 0 ? "" : Header(field), reason, Rejected: true));
            return null;
        }

        if (row.Broken is { } broken)
        {
            return Reject("", broken);
        }

        if (row.Cells.Count != _columnCount)
        {
            return Reject("", $"{row.Cells.Count} columns where the header has {_columnCount}");
        }

        if (_columns.FirstOrDefault(column => row.Cells[column.Index].Length > MaxCellLength) is { Field: { } longField })
        {
            return Reject(longField, $"longer than {MaxCellLength} characters");
        }

        var values = new RowValues(_mapping, _columns.Select(column => (column.Field, row.Cells[column.Index])));
        if (values.RecordId is not { Length: > 0 and <= MaxRecordIdLength } recordId || recordId.Any(char.IsControl))
        {
            return Reject(RecordSchema.RecordId, values.RecordId is { Length: > 0 } ? "longer than 128 characters, or holds control characters" : "empty");
        }

        if (!_mapping.Categories.TryGetValue(values.Single(RecordSchema.Category) ?? "", out var category))
        {
            return Reject(RecordSchema.Category, "unknown category; add the word to `categories` in the mapping");
        }

        if (!_mapping.Routes.TryGetValue(category, out var collection))
        {
            return Reject(RecordSchema.Category, $"no collection takes {category.ToToken()}; name one under `collections` in the mapping");
        }

        if (!TryReadDate(values.Single(RecordSchema.DateOfBirth), out var born, out var reason))
        {
            return Reject(RecordSchema.DateOfBirth, reason!);
        }

        return TooManyValues(values) is { } crowded
            ? Reject(crowded, $"more than {MaxValuesPerCell} values")
            : new ImportRow(row.Line, collection, ToContent(values, category, born, row.Line, findings));
    }

    private RecordContent ToContent(RowValues values, RecordCategory category, PartialDate? born, long line, List<ImportFinding> findings)
    {
        var sex = values.Single(RecordSchema.Sex);
        if (sex is not null && !_mapping.Sexes.ContainsKey(sex))
        {
            findings.Add(new ImportFinding(line, Header(RecordSchema.Sex), "not understood and left out; add the word to `sexes` in the mapping", Rejected: false));
        }

        return new RecordContent
        {
            RecordId = values.RecordId!,
            Category = category,
            FullName = values.Single(RecordSchema.FullName),
            FamilyName = values.Single(RecordSchema.FamilyName),
            GivenName = values.Single(RecordSchema.GivenName),
            DateOfBirth = born,
            Country = values.Single(RecordSchema.Nationality) ?? _mapping.Country,
            Sex = sex is null ? null : _mapping.Sexes.GetValueOrDefault(sex),
            Documents = values.Documents(),
            PersonalNumbers = values.List(RecordSchema.NationalId),
            Phones = values.List(RecordSchema.Phone),
            Vehicles = values.List(RecordSchema.Vehicle),
            Accounts = values.List(RecordSchema.Account),
            Free = values.Free(),
        };
    }

    private bool TryReadDate(string? text, out PartialDate? date, out string? reason)
    {
        (date, reason) = (null, null);
        if (text is null)
        {
            return true;
        }

        foreach (var format in _mapping.DateFormats)
        {
            if (format.TryRead(text, out var read, out var why))
            {
                date = read;
                return true;
            }

            reason ??= why;
        }

        return false;
    }

    private static string? TooManyValues(RowValues values) =>
        ((string[])[RecordSchema.Document, RecordSchema.NationalId, RecordSchema.Phone, RecordSchema.Vehicle, RecordSchema.Account])
        .FirstOrDefault(field => values.List(field).Count > MaxValuesPerCell);

    private string Header(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (_headerOfField.TryGetValue(field, out var header))
            {
                return header;
            }
        }

        return "";
    }
}

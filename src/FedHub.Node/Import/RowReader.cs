using FedHub.Matching;
using FedHub.Node.Records;

namespace FedHub.Node.Import;

/// <summary>Turns the cells of a row into a record, after a mapping and the source's columns. May be used by several threads at once.</summary>
internal sealed class RowReader
{
    private const int MaxCellLength = 4096;
    private const int MaxValuesPerCell = 32;
    private const int MaxRecordIdLength = 128;

    private readonly ImportMapping _mapping;
    private readonly CodedValues _coded;
    private readonly (int Index, string Field)[] _columns;
    private readonly int _changeColumn;
    private readonly Dictionary<string, string> _headerOfField = new(StringComparer.Ordinal);

    internal RowReader(ImportMapping mapping, IReadOnlyList<string> columns)
    {
        _mapping = mapping;
        _coded = new CodedValues(mapping);
        _columns = [.. columns.Select((name, index) => (index, mapping.Columns.GetValueOrDefault(name, ""))).Where(column => column.Item2.Length > 0)];
        _changeColumn = mapping.ChangeColumn is { } change ? columns.ToList().IndexOf(change) : -1;
        foreach (var (index, field) in _columns)
        {
            _headerOfField.TryAdd(field, columns[index]);
        }
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

    internal RowFindings NewFindings(SourceRow row) => new(row.Line, field => Header(field));

    /// <summary>What the change column holds; null when there is none, or nothing in it.</summary>
    internal string? ChangeOf(SourceRow row) =>
        _changeColumn >= 0 && row.Broken is null && row.Cells[_changeColumn] is { Length: > 0 } change ? change : null;

    /// <summary>Reads a row; what is wrong goes to the findings, and a rejected row gives null.</summary>
    internal ImportRow? Read(SourceRow row, RowFindings findings)
    {
        if (row.Broken is { } broken)
        {
            findings.RejectColumn(row.BrokenColumn, broken);
            return null;
        }

        foreach (var (index, field) in _columns)
        {
            if (row.Cells[index].Length > MaxCellLength)
            {
                findings.Reject(field, $"longer than {MaxCellLength} characters");
                return null;
            }
        }

        var values = new RowValues(_mapping, _columns.Select(column => (column.Field, row.Cells[column.Index])));
        if (values.RecordId is not { Length: > 0 and <= MaxRecordIdLength } recordId || recordId.Any(char.IsControl))
        {
            findings.Reject(RecordSchema.RecordId, values.RecordId is { Length: > 0 } ? "longer than 128 characters, or holds control characters" : "empty");
            return null;
        }

        var read = ReadWithdrawal(values, findings) switch
        {
            true => new ImportRow(row.Line, recordId, default, null),
            false => ReadRecord(row.Line, recordId, values, findings),
            null => null,
        };
        return findings.IsRejected ? null : read;
    }

    /// <summary>Null when it cannot be told: a withdrawal that was overlooked would leave a record to be found.</summary>
    private bool? ReadWithdrawal(RowValues values, RowFindings findings)
    {
        if (values.Single(RecordSchema.Withdrawn) is not { } word)
        {
            return false;
        }

        if (_mapping.Flags.TryGetValue(word, out var withdrawn))
        {
            return withdrawn;
        }

        findings.Reject(RecordSchema.Withdrawn, "expected yes or no; add the word to `flags` in the mapping");
        return null;
    }

    private ImportRow? ReadRecord(long line, string recordId, RowValues values, RowFindings findings)
    {
        if (!_mapping.Categories.TryGetValue(values.Single(RecordSchema.Category) ?? "", out var category))
        {
            findings.Reject(RecordSchema.Category, "unknown category; add the word to `categories` in the mapping");
            return null;
        }

        if (!_mapping.Routes.TryGetValue(category, out var collection))
        {
            findings.Reject(RecordSchema.Category, $"no collection takes {category.ToToken()}; name one under `collections` in the mapping");
            return null;
        }

        if (!TryReadDate(values.Single(RecordSchema.DateOfBirth), out var born, out var reason))
        {
            findings.Reject(RecordSchema.DateOfBirth, reason!);
            return null;
        }

        if (!TryReadExpiry(values.Single(RecordSchema.ExpiresAt), out var expiresAt))
        {
            findings.Reject(RecordSchema.ExpiresAt, ExpiryText.Expected);
            return null;
        }

        if (RecordSchema.Lists.FirstOrDefault(field => values.Has(field) && values.List(field).Count > MaxValuesPerCell) is { } crowded)
        {
            findings.Reject(crowded, $"more than {MaxValuesPerCell} values");
            return null;
        }

        return new ImportRow(line, recordId, collection, ToContent(values, category, born, expiresAt, findings));
    }

    private RecordContent ToContent(RowValues values, RecordCategory category, PartialDate? born, DateTimeOffset? expiresAt, RowFindings findings) => new()
    {
        RecordId = values.RecordId!,
        Category = category,
        FullName = values.Single(RecordSchema.FullName),
        FamilyName = values.Single(RecordSchema.FamilyName),
        GivenName = values.Single(RecordSchema.GivenName),
        DateOfBirth = born,
        Country = values.Single(RecordSchema.Nationality) ?? _mapping.Country,
        Sex = _coded.Sex(values, findings),
        Documents = values.Documents(),
        PersonalNumbers = values.List(RecordSchema.NationalId),
        Phones = values.List(RecordSchema.Phone),
        Vehicles = values.List(RecordSchema.Vehicle),
        Accounts = values.List(RecordSchema.Account),
        Citizenships = _coded.Citizenships(values, findings),
        AgeBand = _coded.Tokens(RecordCodes.AgeBand, values, findings) is [var band, ..] ? band : null,
        FormsOfExploitation = _coded.Tokens(RecordCodes.FormOfExploitation, values, findings),
        Means = _coded.Tokens(RecordCodes.Means, values, findings),
        RecruitmentChannels = _coded.Tokens(RecordCodes.RecruitmentChannel, values, findings),
        Route = _coded.Route(values, findings),
        ExpiresAt = expiresAt,
        Free = values.Free(),
    };

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

    private bool TryReadExpiry(string? text, out DateTimeOffset? end)
    {
        end = null;
        if (text is null)
        {
            return true;
        }

        if (!ExpiryText.TryRead(text, _mapping.DateFormats, out var read))
        {
            return false;
        }

        end = read;
        return true;
    }

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

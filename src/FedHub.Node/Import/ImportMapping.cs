using System.Collections.Frozen;
using FedHub.Cryptography.Match;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Import;

/// <summary>How the columns of a file become the fields of records. The format is described in docs/import.md.</summary>
public sealed record ImportMapping
{
    internal ImportMapping()
    {
    }

    /// <summary>A mapping for a file of record ids, with the header <c>record_id</c>, that are to be withdrawn.</summary>
    public static string Withdrawals => "version: 1\ncolumns:\n  record_id: record_id\nconstants:\n  withdrawn: yes\n";

    /// <summary>True when each line is a JSON object; false for CSV.</summary>
    public bool IsJsonLines { get; internal init; }

    /// <summary>True when the file is Windows-1251; false for UTF-8.</summary>
    public bool IsWindows1251 { get; internal init; }

    /// <summary>What separates the columns.</summary>
    public char Delimiter { get; internal init; } = ',';

    /// <summary>Whether quoted values may hold line breaks.</summary>
    public bool Multiline { get; internal init; }

    /// <summary>Column of a database's view that grows with every change of a row; null when there is none.</summary>
    public string? ChangeColumn { get; internal init; }

    /// <summary>How far before the last change seen a database is read again: minutes where the column is a time, else its own unit. Default 60.</summary>
    public int ChangeOverlap { get; internal init; }

    /// <summary>Columns that are read from sources without a header: those of the mapping in the order of their names, then the change column.</summary>
    public IReadOnlyList<string> SourceColumns =>
        [.. Columns.Keys.Order(StringComparer.Ordinal), .. ChangeColumn is { } change && !Columns.ContainsKey(change) ? [change] : (string[])[]];

    /// <summary>Header of each column used, with the field that it fills.</summary>
    internal FrozenDictionary<string, string> Columns { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Values for fields that no column fills.</summary>
    internal FrozenDictionary<string, string> Constants { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Words of the file for categories, lower case.</summary>
    internal FrozenDictionary<string, RecordCategory> Categories { get; init; } = FrozenDictionary<string, RecordCategory>.Empty;

    /// <summary>Words of the file for M, F and X, lower case.</summary>
    internal FrozenDictionary<string, string> Sexes { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Words of the file for yes and no.</summary>
    internal FrozenDictionary<string, bool> Flags { get; init; } = FrozenDictionary<string, bool>.Empty;

    /// <summary>For each field with a code list: words of the file for its tokens, and the tokens themselves.</summary>
    internal FrozenDictionary<string, FrozenDictionary<string, string>> Values { get; init; } = FrozenDictionary<string, FrozenDictionary<string, string>>.Empty;

    /// <summary>Whether a line with a word that is in no code list is refused; else it is taken without that word.</summary>
    internal bool RejectsUnknownValues { get; init; }

    /// <summary>Where each category goes. A category that is not here is refused.</summary>
    internal FrozenDictionary<RecordCategory, CollectionName> Routes { get; init; } = FrozenDictionary<RecordCategory, CollectionName>.Empty;

    internal IReadOnlyList<DateFormat> DateFormats { get; init; } = [DateFormat.Iso];

    /// <summary>Country of records that name none; ISO 3166 alpha-3.</summary>
    internal string? Country { get; init; }

    /// <summary>Put before each record id, so that two sources do not share ids.</summary>
    internal string RecordIdPrefix { get; init; } = "";

    /// <summary>The mapping file's text, which tells one import from another.</summary>
    internal string Text { get; init; } = "";

    /// <summary>Reads a mapping.</summary>
    /// <param name="yaml">The mapping file's text.</param>
    /// <param name="policies">Collections that records may go to; null where that is checked elsewhere.</param>
    /// <exception cref="FedHubException">It is wrong; the message names line and column.</exception>
    public static ImportMapping Parse(string yaml, CollectionPolicies? policies) => ImportMappingReader.Read("mapping", yaml, policies);

    /// <summary>The same for rows of a database, which come as JSON lines.</summary>
    public ImportMapping ForRows() => this with { IsJsonLines = true, IsWindows1251 = false };

    /// <summary>The same for a file that names records to be withdrawn: only the record id is read.</summary>
    public ImportMapping ForWithdrawal() => this with
    {
        Columns = Columns.Where(column => column.Value is RecordSchema.RecordId).ToFrozenDictionary(StringComparer.Ordinal),
        Constants = new Dictionary<string, string>(StringComparer.Ordinal) { [RecordSchema.Withdrawn] = "yes" }.ToFrozenDictionary(StringComparer.Ordinal),
        Flags = new Dictionary<string, bool>(StringComparer.Ordinal) { ["yes"] = true }.ToFrozenDictionary(StringComparer.Ordinal),
        ChangeColumn = null,
    };
}

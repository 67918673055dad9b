using System.Collections.Frozen;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Policy;
using FedHub.Node.Records;

namespace FedHub.Node.Import;

/// <summary>Reads mapping files, strictly.</summary>
internal static class ImportMappingReader
{
    private const int MaxPrefixLength = 32;
    private const int DefaultChangeOverlap = 60;
    private const int MaxChangeOverlap = 1_000_000;

    internal static ImportMapping Read(string file, string yaml, CollectionPolicies? policies)
    {
        var root = YamlMapping.Parse(file, yaml);
        if (root.Text("version") is { Value: not "1" } version)
        {
            throw version.Wrong("expected version 1");
        }

        var mapping = new ImportMapping
        {
            Text = yaml,
            IsJsonLines = ReadFormat(root),
            IsWindows1251 = ReadEncoding(root),
            Delimiter = ReadDelimiter(root),
            Multiline = root.Flag("multiline"),
            Columns = ReadColumns(root),
            Constants = ReadConstants(root),
            Categories = ReadWords(root, "categories", ReadCategory, RecordCategories.All.Select(category => (category.ToToken(), category))),
            Flags = ReadWords(root, "flags", ReadFlag, [("yes", true), ("true", true), ("1", true), ("no", false), ("false", false), ("0", false)]),
            Values = ReadValues(root),
            RejectsUnknownValues = ReadUnknownValues(root),
            ChangeColumn = root.OptionalText("changeColumn")?.Value,
            ChangeOverlap = root.Number("changeOverlap", 0, MaxChangeOverlap, DefaultChangeOverlap),
            Sexes = ReadWords(root, "sexes", ReadSex, [("m", "M"), ("male", "M"), ("f", "F"), ("female", "F"), ("x", "X")]),
            Routes = ReadRoutes(root, policies),
            DateFormats = [.. (root.OptionalTexts("dateFormat") ?? []).Select(ReadDateFormat).DefaultIfEmpty(DateFormat.Iso)],
            Country = root.OptionalText("country") is { } country ? ReadCountry(country) : null,
            RecordIdPrefix = root.OptionalText("recordIdPrefix") is { } prefix
                ? (prefix.Value.Length <= MaxPrefixLength ? prefix.Value : throw prefix.Wrong("expected at most 32 characters"))
                : "",
        };
        root.RejectUnknownKeys();
        RequireFields(root, mapping);
        return mapping;
    }

    private static bool ReadFormat(YamlMapping root) => root.OptionalText("format") switch
    {
        null or { Value: "csv" } => false,
        { Value: "json-lines" } => root.OptionalText("encoding") is { Value: not "utf-8" } encoding ? throw encoding.Wrong("JSON is always utf-8") : true,
        var text => throw text.Wrong("expected csv or json-lines"),
    };

    private static bool ReadUnknownValues(YamlMapping root) => root.OptionalText("unknownValues") switch
    {
        null or { Value: "warn" } => false,
        { Value: "reject" } => true,
        var text => throw text.Wrong("expected warn or reject"),
    };

    private static bool ReadEncoding(YamlMapping root) => root.OptionalText("encoding") switch
    {
        null or { Value: "utf-8" } => false,
        { Value: "windows-1251" } => true,
        var text => throw text.Wrong("expected utf-8 or windows-1251"),
    };

    private static char ReadDelimiter(YamlMapping root) => root.OptionalText("delimiter") switch
    {
        null => ',',
        { Value: "," or ";" or "|" or "\t" } text => text.Value[0],
        var text => throw text.Wrong("expected \",\", \";\", \"|\" or \"\\t\", in quotes"),
    };

    private static FrozenDictionary<string, string> ReadColumns(YamlMapping root)
    {
        var filled = new HashSet<string>(StringComparer.Ordinal);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (header, field) in root.Mapping("columns").Entries)
        {
            if (!RecordSchema.IsField(field.Value))
            {
                throw field.Wrong("no such field; docs/record-schema.md lists them");
            }

            if (!filled.Add(field.Value) && !RecordSchema.IsList(field.Value))
            {
                throw field.Wrong("two columns fill this field, which takes one value");
            }

            columns.Add(header.Value.Trim(), field.Value);
        }

        return columns.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> ReadConstants(YamlMapping root)
    {
        var entries = root.OptionalMapping("constants")?.Entries ?? [];
        return entries.ToFrozenDictionary(
            entry => RecordSchema.IsField(entry.Key.Value) && entry.Key.Value is not RecordSchema.RecordId
                ? entry.Key.Value
                : throw entry.Key.Wrong("no such field, or one that cannot be constant"),
            entry => RecordCodes.Of(entry.Key.Value) is { } codes ? ReadToken(codes, entry.Value) : entry.Value.Value,
            StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> ReadValues(YamlMapping root)
    {
        var section = root.OptionalMapping("values");
        var values = RecordCodes.All.ToFrozenDictionary(
            codes => codes.Field,
            codes => section is null
                ? codes.Tokens.ToFrozenDictionary(token => token, StringComparer.OrdinalIgnoreCase)
                : ReadWords(section, codes.Field, text => ReadToken(codes, text), codes.Tokens.Select(token => (token, token))),
            StringComparer.Ordinal);
        section?.RejectUnknownKeys();
        return values;
    }

    private static string ReadToken(CodeList codes, YamlText text) =>
        codes.Holds(text.Value) ? text.Value : throw text.Wrong($"unknown token; {codes.Field} takes {codes.Listed}");

    private static FrozenDictionary<string, T> ReadWords<T>(YamlMapping root, string key, Func<YamlText, T> read, IEnumerable<(string Word, T Value)> known)
    {
        var words = known.ToDictionary(word => word.Word, word => word.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (word, value) in root.OptionalMapping(key)?.Entries ?? [])
        {
            words[word.Value.Trim()] = read(value);
        }

        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static FrozenDictionary<RecordCategory, CollectionName> ReadRoutes(YamlMapping root, CollectionPolicies? policies)
    {
        var exists = policies?.Collections.Select(policy => policy.Name).ToFrozenSet();
        var routes = DefaultRoutes.Where(route => exists?.Contains(route.Value) ?? true).ToDictionary();
        foreach (var (category, collection) in root.OptionalMapping("collections")?.Entries ?? [])
        {
            routes[ReadCategory(category)] = CollectionName.TryParse(collection.Value, out var name) && (exists?.Contains(name) ?? true)
                ? name
                : throw collection.Wrong("no such collection; its policy file is missing");
        }

        return routes.ToFrozenDictionary();
    }

    private static Dictionary<RecordCategory, CollectionName> DefaultRoutes => new()
    {
        [RecordCategory.Suspect] = CollectionName.Parse("persons"),
        [RecordCategory.Victim] = CollectionName.Parse("referral"),
        [RecordCategory.PresumedVictim] = CollectionName.Parse("referral"),
        [RecordCategory.Witness] = CollectionName.Parse("referral"),
        [RecordCategory.MissingPerson] = CollectionName.Parse("referral"),
        [RecordCategory.Document] = CollectionName.Parse("objects"),
        [RecordCategory.Vehicle] = CollectionName.Parse("objects"),
    };

    private static void RequireFields(YamlMapping root, ImportMapping mapping)
    {
        if (!mapping.Columns.Values.Contains(RecordSchema.RecordId, StringComparer.Ordinal))
        {
            throw root.Wrong("no column fills record_id; without it a second import could not recognise a record");
        }

        if (!mapping.Columns.Values.Contains(RecordSchema.Category, StringComparer.Ordinal)
            && !mapping.Constants.ContainsKey(RecordSchema.Category)
            && !mapping.Constants.ContainsKey(RecordSchema.Withdrawn))
        {
            throw root.Wrong("nothing fills category; map a column to it or set it under `constants`");
        }

        if (mapping.Constants.Keys.FirstOrDefault(field => mapping.Columns.Values.Contains(field, StringComparer.Ordinal)) is { } twice)
        {
            throw root.Wrong($"a column and a constant both fill {twice}");
        }
    }

    private static DateFormat ReadDateFormat(YamlText text) =>
        DateFormat.TryParse(text.Value, out var format) ? format : throw text.Wrong("expected yyyy with MM and dd, such as dd.MM.yyyy");

    private static RecordCategory ReadCategory(YamlText text) =>
        RecordCategories.TryParse(text.Value, out var category)
            ? category
            : throw text.Wrong("unknown category; known are " + string.Join(", ", RecordCategories.All.Select(RecordCategories.ToToken)));

    private static bool ReadFlag(YamlText text) => text.Value switch
    {
        "yes" => true,
        "no" => false,
        _ => throw text.Wrong("expected yes or no"),
    };

    private static string ReadSex(YamlText text) => text.Value is "M" or "F" or "X" ? text.Value : throw text.Wrong("expected M, F or X");

    private static string ReadCountry(YamlText text) =>
        MemberId.TryParse(text.Value, out var country) ? country.ToString() : throw text.Wrong("expected three upper-case letters, such as KAZ");
}

using System.Collections.Frozen;

namespace FedHub.Matching;

/// <summary>Countries by ISO 3166 codes, ICAO codes and names; from <c>countries.tsv</c>.</summary>
public static class Countries
{
    /// <summary>Stands for "any country" in keys; ISO 3166 keeps it free for users.</summary>
    internal const string Any = "ZZZ";

    private static readonly FrozenDictionary<string, string> _byText = Load();

    private static readonly FrozenDictionary<string, string> _alpha2 = EmbeddedTable.Rows("countries.tsv").Where(r => r[1].Length == 2)
        .ToFrozenDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    /// <summary>Alpha-3 code for a code or a name in any case, or null.</summary>
    public static string? Resolve(string? text)
        => text is { Length: > 0 and <= 64 } && _byText.TryGetValue(Normal(text), out var code) ? code : null;

    internal static string? Alpha2(string alpha3) => _alpha2.GetValueOrDefault(alpha3);

    private static string Normal(string text)
        => new([.. text.ToUpperInvariant().Where(char.IsLetter)]);

    private static FrozenDictionary<string, string> Load()
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new List<(string Name, string Code)>();
        foreach (var row in EmbeddedTable.Rows("countries.tsv"))
        {
            codes[row[0]] = row[0];
            if (row[1].Length == 2)
            {
                codes[row[1]] = row[0];
            }

            names.AddRange(row[2].Split('|').Select(name => (Normal(name), row[0])));
        }

        // A name that two countries bear, such as Congo, resolves to neither.
        foreach (var group in names.Distinct().GroupBy(n => n.Name, StringComparer.Ordinal).Where(g => g.Count() == 1))
        {
            codes.TryAdd(group.Key, group.First().Code);
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

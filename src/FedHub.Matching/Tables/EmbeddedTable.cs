using System.Reflection;

namespace FedHub.Matching;

/// <summary>Reads the tab-separated tables that are compiled in; lines led by <c>#</c> are remarks.</summary>
internal static class EmbeddedTable
{
    private const string Prefix = "FedHub.Matching.Tables.";

    /// <summary>Names of all tables, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal)];

    public static IEnumerable<string[]> Rows(string name)
    {
        using var reader = new StreamReader(Open(name));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }

    public static Stream Open(string name)
        => Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"Table {name} is not compiled in.");
}

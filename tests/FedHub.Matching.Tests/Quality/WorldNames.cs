namespace FedHub.Matching.Tests.Quality;

/// <summary>Names in the world's scripts: what cannot be read gives no key and says which script it is.</summary>
internal static class WorldNames
{
    /// <summary>Given one date of birth.</summary>
    /// <returns>Names; how many of them have a key without text or share one with another name; readable ones with keys; others whose script is named.</returns>
    public static (int Count, int EmptyOrShared, int ReadableWithKeys, int Readable, int ScriptsNamed) Measure()
    {
        var names = EmbeddedRows.Read("world-names.tsv").Select(row => (Script: row[1], Keys: SearchKeys.ForRecord(LinkageSets.Person(row[0], "1970-05-17")))).ToList();
        var shared = names.SelectMany(name => name.Keys.Keys.Select(key => (key.Kind, key.Value)).Distinct()).GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        var readable = names.FindAll(name => name.Script.Length == 0);
        return (names.Count,
            names.Count(name => name.Keys.Keys.Any(key => key.Value.StartsWith('|') || shared.Contains((key.Kind, key.Value)))),
            readable.Count(name => name.Keys.Keys.Count > 0),
            readable.Count,
            names.Count(name => name.Script.Length > 0 && name.Keys.Keys.Count == 0 && name.Keys.Warnings.Any(warning => warning.Message.Contains(": " + name.Script + ";", StringComparison.Ordinal))));
    }
}

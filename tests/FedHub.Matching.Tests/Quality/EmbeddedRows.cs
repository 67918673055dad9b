using System.Reflection;

namespace FedHub.Matching.Tests.Quality;

/// <summary>Tab-separated lists that are part of the repository; lines led by <c>#</c> are remarks.</summary>
internal static class EmbeddedRows
{
    public static IReadOnlyList<string[]> Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not compiled in.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))];
    }
}

using System.Text.Json;

namespace FedHub.Cryptography.Tests;

/// <summary>The committed vectors of <c>docs/vectors</c>, which another implementation computed.</summary>
internal static class DocsVectors
{
    internal static IReadOnlyList<JsonElement> Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "docs-vectors", name + ".json")));
        JsonElement[] vectors = [.. document.RootElement.EnumerateArray().Select(vector => vector.Clone())];
        vectors.ShouldNotBeEmpty();
        return vectors;
    }

    internal static string Text(this JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    internal static int Number(this JsonElement vector, string name) => vector.GetProperty(name).GetInt32();

    internal static byte[] Bytes(this JsonElement vector, string name) => Convert.FromHexString(vector.Text(name));

    internal static byte[][] List(this JsonElement vector, string name) =>
        [.. vector.GetProperty(name).EnumerateArray().Select(item => Convert.FromHexString(item.GetString()!))];

    internal static GroupElement[] Elements(this JsonElement vector, string name) =>
        [.. vector.List(name).Select(bytes => GroupElement.TryDecode(bytes, out var element) ? element : throw new FormatException(name))];
}

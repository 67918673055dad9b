using System.Text.Json;

namespace FedHub.Cryptography.Tests;

/// <summary>The vectors of RFC 9497 appendix A.1.</summary>
internal static class RfcVectors
{
    internal static readonly IReadOnlyList<RfcSuite> Suites = Load();

    private static RfcSuite[] Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "rfc9497-ristretto255.json")));
        return [.. document.RootElement.EnumerateArray().Select(ReadSuite)];
    }

    private static RfcSuite ReadSuite(JsonElement suite) => new(
        suite.GetProperty("mode").GetInt32(),
        Hex(suite, "seed"),
        Hex(suite, "keyInfo"),
        Hex(suite, "skSm"),
        suite.TryGetProperty("pkSm", out _) ? Hex(suite, "pkSm") : null,
        [.. suite.GetProperty("vectors").EnumerateArray().Select(ReadVector)]);

    private static RfcVector ReadVector(JsonElement vector)
    {
        var proof = vector.TryGetProperty("Proof", out var value) ? value : (JsonElement?)null;
        return new RfcVector(
            List(vector, "Input"),
            List(vector, "Blind"),
            List(vector, "BlindedElement"),
            List(vector, "EvaluationElement"),
            List(vector, "Output"),
            proof is { } p ? Hex(p, "proof") : null,
            proof is { } r ? Hex(r, "r") : null,
            vector.TryGetProperty("Info", out _) ? Hex(vector, "Info") : null);
    }

    private static byte[] Hex(JsonElement parent, string name) => Convert.FromHexString(parent.GetProperty(name).GetString()!);

    private static byte[][] List(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).GetString()!.Split(',').Select(Convert.FromHexString)];
}

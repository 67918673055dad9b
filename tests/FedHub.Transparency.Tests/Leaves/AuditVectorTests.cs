using System.Text.Json;
using FedHub.Cryptography.Match;

namespace FedHub.Transparency.Tests;

/// <summary><c>docs/vectors/audit-leaf.json</c>, which <c>tests/noble</c> computes.</summary>
public sealed class AuditVectorTests
{
    [Fact]
    public void PayloadLeafAndKey_AreThoseOfTheVectors()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "docs-vectors", "audit-leaf.json")));
        document.RootElement.GetArrayLength().ShouldBe(2);
        foreach (var vector in document.RootElement.EnumerateArray())
        {
            var payload = new AuditPayload(
                (AuditKind)vector.GetProperty("kind").GetInt32(),
                MemberId.TryParse(Text(vector, "member"), out var member) ? member : null,
                Text(vector, "subject"),
                [.. vector.GetProperty("details").EnumerateArray().Select(pair => new AuditDetail(pair[0].GetString()!, pair[1].GetString()!))]);
            AuditNonce.TryFromBytes(Bytes(vector, "nonce"), out var nonce).ShouldBeTrue();

            payload.Encode().ShouldBe(Bytes(vector, "payload"));
            var commitment = AuditCommitment.Compute(nonce, payload.Encode());
            commitment.ToString().ShouldBe(Text(vector, "commitment"));
            new AuditLeaf(vector.GetProperty("unixMilliseconds").GetInt64(), commitment).Encode().ShouldBe(Bytes(vector, "leaf"));
            IdempotencyKey.Derive(payload.Kind, Bytes(vector, "distinguisher")).ToString().ShouldBe(Text(vector, "idempotencyKey"));
        }
    }

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static byte[] Bytes(JsonElement vector, string name) => Convert.FromHexString(Text(vector, name));
}

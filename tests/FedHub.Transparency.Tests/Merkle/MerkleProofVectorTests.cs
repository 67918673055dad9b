using System.Text.Json;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

/// <summary>transparency-dev/merkle's proofs, good and bad.</summary>
public sealed class MerkleProofVectorTests
{
    [Fact]
    public void Inclusion_OfThePublishedProofs_IsJudgedAsPublished()
    {
        var vectors = TestVectors.Read("merkle-inclusion.json").EnumerateArray().ToArray();
        vectors.Length.ShouldBe(98);
        foreach (var vector in vectors)
        {
            var verified = TryPath(vector, out var path)
                && TryDigest(vector, "root", out var root)
                && TryDigest(vector, "leafHash", out var leafHash)
                && TryNumber(vector, "leafIdx", out var index)
                && TryNumber(vector, "treeSize", out var size)
                && MerkleProof.VerifyInclusion(index, leafHash, path, new TreeHead(size, root));

            verified.ShouldBe(!vector.GetProperty("wantErr").GetBoolean(), vector.GetProperty("case").GetString());
        }
    }

    [Fact]
    public void Consistency_OfThePublishedProofs_IsJudgedAsPublishedExceptOfRootsThatAreNone()
    {
        var vectors = TestVectors.Read("merkle-consistency.json").EnumerateArray().ToArray();
        vectors.Length.ShouldBe(98);
        var differing = new List<string>();
        foreach (var vector in vectors)
        {
            var verified = TryPath(vector, out var path)
                && TryDigest(vector, "root1", out var root1)
                && TryDigest(vector, "root2", out var root2)
                && TryNumber(vector, "size1", out var size1)
                && TryNumber(vector, "size2", out var size2)
                && MerkleProof.VerifyConsistency(new TreeHead(size1, root1), new TreeHead(size2, root2), path);
            if (verified == vector.GetProperty("wantErr").GetBoolean())
            {
                differing.Add(vector.GetProperty("desc").GetString()!);
            }
        }

        // Its two equal roots have 12 bytes, which are no root here. From size zero, where that library refuses all, no vector asks what C2SP allows.
        differing.ShouldBe(["sizes are equal (one) and proof is empty"]);
    }

    private static bool TryPath(JsonElement vector, out Digest[] path)
    {
        path = [];
        if (vector.GetProperty("proof") is not { ValueKind: JsonValueKind.Array } array)
        {
            return true;
        }

        var hashes = array.EnumerateArray().Select(item => Convert.FromBase64String(item.GetString() ?? string.Empty)).ToArray();
        path = [.. hashes.Where(hash => hash.Length == 32).Select(hash => Digest.FromBytes(hash))];
        return path.Length == hashes.Length;
    }

    private static bool TryDigest(JsonElement vector, string name, out Digest digest) =>
        Digest.TryFromBytes(Convert.FromBase64String(vector.GetProperty(name).GetString() ?? string.Empty), out digest);

    private static bool TryNumber(JsonElement vector, string name, out long number) => vector.GetProperty(name).TryGetInt64(out number);
}

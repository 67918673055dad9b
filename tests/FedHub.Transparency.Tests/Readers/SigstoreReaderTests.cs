using System.Text.Json.Nodes;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

/// <summary>@sigstore/verify checks our receipts: the signed checkpoint and the inclusion proof that leads to it.</summary>
public sealed class SigstoreReaderTests(SigstoreReader reader, WrittenLogs logs) : IClassFixture<SigstoreReader>, IClassFixture<WrittenLogs>
{
    [Theory]
    [MemberData(nameof(WrittenLogs.Sizes), MemberType = typeof(WrittenLogs))]
    public async Task Sigstore_VerifiesOurReceipts_AndRefusesAltered(int size)
    {
        var (_, folder, checkpoint) = await logs.GetAsync(size);
        var prover = new LogProver(folder, size);
        foreach (var index in WrittenLogs.Places(size))
        {
            Digest[] path = [.. (await prover.ProveInclusionAsync(index, size, CancellationToken.None))!.Value];
            var entry = TestLogs.Entry(index);
            var envelope = checkpoint.ToString();

            (await AskAsync(envelope, index, path, entry)).ShouldBeNull();
            (await AskAsync(envelope, index, path, [.. entry, 0])).ShouldNotBeNull();
            (await AskAsync(envelope, index + 1, path, entry)).ShouldNotBeNull();
            (await AskAsync(envelope, size, path, entry)).ShouldNotBeNull();
            (await AskAsync(envelope, index, [.. path, checkpoint.Head.Root], entry)).ShouldNotBeNull();
            for (var i = 0; i < path.Length; i++)
            {
                var altered = path.ToArray();
                altered[i] = MerkleHash.EmptyRoot;
                (await AskAsync(envelope, index, altered, entry)).ShouldNotBeNull();
            }
        }
    }

    [Theory]
    [MemberData(nameof(WrittenLogs.SmallSizes), MemberType = typeof(WrittenLogs))]
    public async Task Sigstore_RefusesACheckpointThatTheLogDidNotSign(int size)
    {
        var (_, folder, checkpoint) = await logs.GetAsync(size);
        Digest[] path = [.. (await new LogProver(folder, size).ProveInclusionAsync(0, size, CancellationToken.None))!.Value];
        using var key = SigningKey.Generate();
        var forged = SignedCheckpoint.Sign(checkpoint.Checkpoint, new NoteSigner(KeyName.Parse(TestLogs.Origin), key)).ToString();
        var envelope = checkpoint.ToString();

        (await AskAsync(forged, 0, path, TestLogs.Entry(0))).ShouldNotBeNull();
        (await AskAsync(envelope.Replace($"\n{size}\n", $"\n{size + 1}\n", StringComparison.Ordinal), 0, path, TestLogs.Entry(0))).ShouldNotBeNull();
        (await AskAsync(envelope[..(envelope.Length / 2)], 0, path, TestLogs.Entry(0))).ShouldNotBeNull();
        (await AskAsync(envelope, 0, path, TestLogs.Entry(0), key.PublicKey)).ShouldNotBeNull();
    }

    private Task<string?> AskAsync(string envelope, int index, Digest[] path, byte[] entry, VerificationKey? key = null) => reader.Process.AskAsync(new JsonObject
    {
        ["origin"] = TestLogs.Origin,
        ["publicKey"] = (key ?? TestLogs.LogKey.PublicKey).ToString(),
        ["keyId"] = TestLogs.Signer.VerificationKey.KeyId.ToString(),
        ["envelope"] = envelope,
        ["index"] = index.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["hashes"] = WrittenLogs.Base64(path),
        ["entry"] = Convert.ToHexStringLower(entry),
    });
}

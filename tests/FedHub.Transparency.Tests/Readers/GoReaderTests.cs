using System.Text.Json.Nodes;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

/// <summary>golang.org/x/mod/sumdb reads and verifies what we wrote, and finds what was altered.</summary>
public sealed class GoReaderTests(GoReader reader, WrittenLogs logs) : IClassFixture<GoReader>, IClassFixture<WrittenLogs>
{
    [Theory]
    [MemberData(nameof(WrittenLogs.Sizes), MemberType = typeof(WrittenLogs))]
    public async Task Go_ReadsTheWholeLog_AndVerifiesIt(int size)
    {
        var (path, _, _) = await logs.GetAsync(size);

        (await ReadAsync(path)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(WrittenLogs.Sizes), MemberType = typeof(WrittenLogs))]
    public async Task Go_ReadsAnAlteredFile_AndRefusesIt(int size)
    {
        var (path, _, _) = await logs.GetAsync(size);
        foreach (var file in AlteredFiles(size))
        {
            var name = Path.Combine(path, file);
            var good = await File.ReadAllBytesAsync(name);
            foreach (var bad in (byte[][])[Flipped(good, 0), Flipped(good, good.Length / 2), Flipped(good, good.Length - 1), good[..^1], [.. good, 0]])
            {
                await File.WriteAllBytesAsync(name, bad);
                (await ReadAsync(path)).ShouldNotBeNull(file);
            }

            File.Delete(name);
            (await ReadAsync(path)).ShouldNotBeNull(file);
            await File.WriteAllBytesAsync(name, good);
        }

        (await ReadAsync(path)).ShouldBeNull();
    }

    [Theory]
    [InlineData(257)]
    public async Task Go_ReadsACheckpointWithAnyByteAltered_AndRefusesIt(int size)
    {
        var (path, _, _) = await logs.GetAsync(size);
        var name = Path.Combine(path, "checkpoint");
        var good = await File.ReadAllBytesAsync(name);
        for (var i = 0; i < good.Length; i++)
        {
            await File.WriteAllBytesAsync(name, Flipped(good, i));
            (await ReadAsync(path)).ShouldNotBeNull();
        }

        await File.WriteAllBytesAsync(name, good);
    }

    [Fact]
    public async Task Go_WithAnotherKeyOrOrigin_RefusesTheLog()
    {
        var (path, _, _) = await logs.GetAsync(2);
        using var key = SigningKey.Generate();

        (await ReadAsync(path, NoteVerificationKey.ForEd25519(KeyName.Parse(TestLogs.Origin), key.PublicKey))).ShouldNotBeNull();
        (await ReadAsync(path, origin: "another.example/log")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Go_ReadsACosignedCheckpoint_AndIgnoresTheWitness()
    {
        var (path, folder, checkpoint) = await logs.GetAsync(255);

        folder.WriteCheckpoint(checkpoint.With(TestLogs.Witness.Cosign(checkpoint.Note, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000))));

        (await ReadAsync(path)).ShouldBeNull();
        folder.WriteCheckpoint(checkpoint);
    }

    [Theory]
    [MemberData(nameof(WrittenLogs.Sizes), MemberType = typeof(WrittenLogs))]
    public async Task Go_ChecksOurInclusionProofs_AndRefusesAltered(int size)
    {
        var (_, folder, checkpoint) = await logs.GetAsync(size);
        var prover = new LogProver(folder, size);
        foreach (var index in WrittenLogs.Places(size))
        {
            Digest[] path = [.. (await prover.ProveInclusionAsync(index, size, CancellationToken.None))!.Value];
            var leaf = MerkleHash.Leaf(TestLogs.Entry(index));

            (await CheckRecordAsync(index, checkpoint.Head, leaf, path)).ShouldBeNull();
            (await CheckRecordAsync(index == 0 ? 1 : index - 1, checkpoint.Head, leaf, path)).ShouldNotBeNull();
            (await CheckRecordAsync(index, checkpoint.Head, MerkleHash.EmptyRoot, path)).ShouldNotBeNull();
            (await CheckRecordAsync(index, checkpoint.Head, leaf, [.. path, leaf])).ShouldNotBeNull();
            for (var i = 0; i < path.Length; i++)
            {
                var altered = path.ToArray();
                altered[i] = Digest.FromBytes(Flipped(path[i].ToArray(), i));
                (await CheckRecordAsync(index, checkpoint.Head, leaf, altered)).ShouldNotBeNull();
            }
        }
    }

    [Theory]
    [MemberData(nameof(WrittenLogs.Sizes), MemberType = typeof(WrittenLogs))]
    public async Task Go_ChecksOurConsistencyProofs_AndRefusesAltered(int size)
    {
        var (_, folder, checkpoint) = await logs.GetAsync(size);
        var prover = new LogProver(folder, size);
        foreach (var old in WrittenLogs.Places(size).Select(index => index + 1))
        {
            Digest[] path = [.. (await prover.ProveConsistencyAsync(old, size, CancellationToken.None))!.Value];
            var oldHead = new TreeHead(old, (await prover.RootAsync(old, CancellationToken.None))!.Value);

            (await CheckTreeAsync(oldHead, checkpoint.Head, path)).ShouldBeNull();
            (await CheckTreeAsync(oldHead with { Root = MerkleHash.EmptyRoot }, checkpoint.Head, path)).ShouldNotBeNull();
            (await CheckTreeAsync(oldHead, checkpoint.Head, [.. path, oldHead.Root])).ShouldNotBeNull();
            for (var i = 0; i < path.Length; i++)
            {
                var altered = path.ToArray();
                altered[i] = Digest.FromBytes(Flipped(path[i].ToArray(), i));
                (await CheckTreeAsync(oldHead, checkpoint.Head, altered)).ShouldNotBeNull();
            }
        }
    }

    /// <summary>The first and the last of each kind.</summary>
    private static IEnumerable<string> AlteredFiles(int size) =>
        ((IEnumerable<string>)[
            TileLayout.Bundles(size).First().ToString(),
            TileLayout.Bundles(size).Last().ToString(),
            .. TileLayout.Tiles(size).GroupBy(tile => tile.Level).SelectMany(level => (TileId[])[level.First(), level.Last()])
                .Where(tile => IsRead(tile, size)).Select(tile => tile.ToString()),
        ]).Distinct();

    /// <summary>A reader has no need of a tile whose hashes all stand in the one above or below; that one it finds again.</summary>
    private static bool IsRead(TileId tile, int size) => tile.Level == 0 || size > 256;

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var copy = bytes.ToArray();
        copy[at] ^= 0x04;
        return copy;
    }

    private Task<string?> ReadAsync(string path, NoteVerificationKey? key = null, string origin = TestLogs.Origin) => reader.Process.AskAsync(new JsonObject
    {
        ["op"] = "log",
        ["dir"] = path,
        ["vkey"] = (key ?? TestLogs.Signer.VerificationKey).ToString(),
        ["origin"] = origin,
    });

    private Task<string?> CheckRecordAsync(int index, TreeHead head, Digest leaf, Digest[] path) => reader.Process.AskAsync(new JsonObject
    {
        ["op"] = "record",
        ["index"] = index,
        ["size"] = head.Size,
        ["root"] = WrittenLogs.Base64(head.Root),
        ["leaf"] = WrittenLogs.Base64(leaf),
        ["proof"] = WrittenLogs.Base64(path),
    });

    private Task<string?> CheckTreeAsync(TreeHead old, TreeHead head, Digest[] path) => reader.Process.AskAsync(new JsonObject
    {
        ["op"] = "tree",
        ["old"] = old.Size,
        ["oldRoot"] = WrittenLogs.Base64(old.Root),
        ["size"] = head.Size,
        ["root"] = WrittenLogs.Base64(head.Root),
        ["proof"] = WrittenLogs.Base64(path),
    });
}

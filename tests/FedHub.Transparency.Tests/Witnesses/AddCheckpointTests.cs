using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

/// <summary>C2SP tlog-witness, with its status codes in their order.</summary>
public sealed class AddCheckpointTests
{
    private static readonly Digest[] _leaves = NaiveMerkle.Leaves(12);
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly MemoryWitnessStore _store = new();

    [Fact]
    public async Task Sequence_AsPublished_GetsThePublishedStatuses()
    {
        var vectors = TestVectors.Read("add-checkpoint.json");
        VerificationKey.TryFromBytes(Convert.FromHexString(vectors.GetProperty("logKey").GetString()!), out var key).ShouldBeTrue();
        var log = NoteVerificationKey.ForEd25519(KeyName.Parse(vectors.GetProperty("origin").GetString()!), key);
        using var witness = await LogWitness.OpenAsync(log, TestLogs.Witness, _store, new FixedTime(_now), CancellationToken.None);
        var requests = vectors.GetProperty("requests").EnumerateArray().ToArray();
        requests.Length.ShouldBe(9);
        foreach (var request in requests)
        {
            var name = request.GetProperty("name").GetString();
            var body = Encoding.UTF8.GetBytes(request.GetProperty("body").GetString()!);

            var response = await witness.AddCheckpointAsync(body, CancellationToken.None);

            // The wrong signature of the published sequence has stray bits in its base64, for which ours is malformed before it is wrong.
            response.Status.ShouldBe(name == "invalid signature" ? 400 : request.GetProperty("status").GetInt32(), name);
            if (request.TryGetProperty("answer", out var answer))
            {
                response.Body.ShouldBe(answer.GetString(), name);
                response.ContentType.ShouldBe("text/x.tlog.size");
            }

            if (response.Status == 200)
            {
                SignedNote.TryParse([.. body.AsSpan(body.AsSpan().IndexOf("\n\n"u8) + 2), .. Encoding.UTF8.GetBytes(response.Body)], out var note).ShouldBeTrue();
                new NoteKeyRing([TestLogs.Witness.VerificationKey]).Verify(note!).IsAccepted.ShouldBeTrue(name);
            }
        }

        _store.Saves.ShouldBe(3);
    }

    [Fact]
    public async Task Malformed_Is400()
    {
        var good = Encoding.UTF8.GetString(Request(0, 5).ToBytes());
        foreach (var body in (string[])
            [
                string.Empty, "old 0\n", good[1..], good.Replace("old 0", "old 00", StringComparison.Ordinal), good.Replace("old 0", "old -1", StringComparison.Ordinal),
                good.Replace("old 0", "old 9223372036854775808", StringComparison.Ordinal), good.Replace("old 0\n", "old 0\nAAAA\n", StringComparison.Ordinal),
                good.Replace("old 0\n", "old 0\n!\n", StringComparison.Ordinal), good[..^2], good.Replace("\n5\n", "\n05\n", StringComparison.Ordinal),
                new string('a', AddCheckpointRequest.MaxSize + 1),
            ])
        {
            (await AddAsync(Encoding.UTF8.GetBytes(body))).Status.ShouldBe(400);
        }
    }

    [Fact]
    public async Task SixtyThreeHashes_AreReadAndSixtyFourAreNot()
    {
        (await AddAsync((Request(0, 5) with { Path = [.. new Digest[63]] }).ToBytes())).Status.ShouldBe(422);
        (await AddAsync((Request(0, 5) with { Path = [.. new Digest[64]] }).ToBytes())).Status.ShouldBe(400);
    }

    [Fact]
    public async Task ExtensionLines_Are400()
    {
        var signed = SignedCheckpoint.Sign(new Checkpoint(TestLogs.Origin, NaiveMerkle.Head(_leaves), ["extension"]), TestLogs.Signer);

        (await AddAsync(new AddCheckpointRequest(0, [], signed).ToBytes())).Status.ShouldBe(400);
    }

    [Fact]
    public async Task UnknownOrigin_Is404()
    {
        var signed = SignedCheckpoint.Sign(new Checkpoint("other.example", NaiveMerkle.Head(_leaves)), new NoteSigner(KeyName.Parse("other.example"), TestLogs.LogKey));

        (await AddAsync(new AddCheckpointRequest(0, [], signed).ToBytes())).Status.ShouldBe(404);
    }

    [Fact]
    public async Task SignatureMissingOrWrong_Is403()
    {
        using var key = SigningKey.Generate();
        var checkpoint = new Checkpoint(TestLogs.Origin, NaiveMerkle.Head(_leaves));
        var unknown = SignedCheckpoint.Sign(checkpoint, new NoteSigner(KeyName.Parse(TestLogs.Origin), key));
        var wrong = new SignedCheckpoint(checkpoint, SignedNote.Unsigned(checkpoint.ToString()).With(TestLogs.Checkpoint(TreeHead.Empty).Note.Signatures[0]));

        (await AddAsync(new AddCheckpointRequest(0, [], unknown).ToBytes())).Status.ShouldBe(403);
        (await AddAsync(new AddCheckpointRequest(0, [], wrong).ToBytes())).Status.ShouldBe(403);
    }

    [Fact]
    public async Task OldSizeBeyondTheCheckpoints_Is400() => (await AddAsync(Request(6, 5).ToBytes())).Status.ShouldBe(400);

    [Fact]
    public async Task EmptyTreeWithARoot_Is422() =>
        (await AddAsync(new AddCheckpointRequest(0, [], TestLogs.Checkpoint(new TreeHead(0, _leaves[0]))).ToBytes())).Status.ShouldBe(422);

    [Fact]
    public async Task OldSizeThatIsNotTheLast_Is409WithTheLast()
    {
        using var witness = await OpenAsync(5);

        foreach (var request in (AddCheckpointRequest[])[Request(0, 9), Request(4, 9), Request(7, 9)])
        {
            var response = await witness.AddCheckpointAsync(request.ToBytes(), CancellationToken.None);

            (response.Status, response.Body, response.ContentType).ShouldBe((409, "5\n", "text/x.tlog.size"));
            response.TryReadSize(out var size).ShouldBeTrue();
            size.ShouldBe(5);
        }
    }

    [Fact]
    public async Task SameSizeAndAnotherRoot_Is422AndKeptAsEvidence()
    {
        using var witness = await OpenAsync(5);
        var other = TestLogs.Checkpoint(TestLogs.ForkedLeaves(5, 2));

        (await witness.AddCheckpointAsync(new AddCheckpointRequest(5, [], other).ToBytes(), CancellationToken.None)).Status.ShouldBe(422);

        _store.Stored.Fork!.Proves(TestLogs.Signer.VerificationKey).ShouldBeTrue();
    }

    [Fact]
    public async Task ProofWhereNoneIsPossible_Is422()
    {
        (await AddAsync((Request(0, 5) with { Path = [_leaves[0]] }).ToBytes())).Status.ShouldBe(422);
        using var witness = await OpenAsync(5);
        (await witness.AddCheckpointAsync((Request(5, 5) with { Path = [_leaves[0]] }).ToBytes(), CancellationToken.None)).Status.ShouldBe(422);
        _store.Stored.Fork.ShouldBeNull();
    }

    [Fact]
    public async Task SameSizeAndRoot_IsCosignedAgain()
    {
        using var witness = await OpenAsync(5);

        (await witness.AddCheckpointAsync(Request(5, 5).ToBytes(), CancellationToken.None)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task EmptyTree_CanGrow()
    {
        using var witness = await OpenAsync(0);

        (await witness.AddCheckpointAsync(Request(0, 5).ToBytes(), CancellationToken.None)).Status.ShouldBe(200);

        _store.Stored.Latest!.Head.Size.ShouldBe(5);
    }

    [Fact]
    public async Task Response_WithCosignatures_ReadsThem()
    {
        var response = await AddAsync(Request(0, 5).ToBytes());

        response.TryReadCosignatures(out var cosignatures).ShouldBeTrue();
        cosignatures.Single().Name.ShouldBe(TestLogs.Witness.VerificationKey.Name);
        (response with { Body = response.Body[..^1] }).TryReadCosignatures(out _).ShouldBeFalse();
        (response with { Body = "\n" }).TryReadCosignatures(out _).ShouldBeFalse();
        (response with { Status = 201 }).TryReadCosignatures(out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(409, "text/plain", "5\n")]
    [InlineData(409, "text/x.tlog.size", "5")]
    [InlineData(409, "text/x.tlog.size", "05\n")]
    [InlineData(409, "text/x.tlog.size", "")]
    [InlineData(422, "text/x.tlog.size", "5\n")]
    public void Response_OfAnyOtherForm_NamesNoSize(int status, string contentType, string body) =>
        new AddCheckpointResponse(status, contentType, body).TryReadSize(out _).ShouldBeFalse();

    [Fact]
    public void Request_Mutated_IsRefusedOrReadsBackAsItself()
    {
        foreach (var bytes in Mutations.Fuzzed(Request(5, 9).ToBytes(), 20_000))
        {
            if (AddCheckpointRequest.TryParse(bytes, out var request))
            {
                request.ToBytes().ShouldBe(bytes);
            }
        }
    }

    [Fact]
    public async Task Request_WithAnyBitFlipped_IsNotCosigned()
    {
        foreach (var bytes in Mutations.FlippedBits(Request(5, 9).ToBytes()))
        {
            using var witness = await OpenAsync(5);
            (await witness.AddCheckpointAsync(bytes, CancellationToken.None)).Status.ShouldNotBe(200);
        }
    }

    private static AddCheckpointRequest Request(int old, int size) => new(
        old, old == 0 || old >= size ? [] : [.. NaiveMerkle.Consistency(old, _leaves.AsSpan(0, size))], TestLogs.Checkpoint(_leaves.AsSpan(0, size)));

    private async Task<AddCheckpointResponse> AddAsync(byte[] body)
    {
        using var witness = await LogWitness.OpenAsync(TestLogs.Signer.VerificationKey, TestLogs.Witness, _store, new FixedTime(_now), CancellationToken.None);
        return await witness.AddCheckpointAsync(body, CancellationToken.None);
    }

    private async Task<LogWitness> OpenAsync(int size)
    {
        await _store.SaveAsync(TestLogs.Checkpoint(_leaves.AsSpan(0, size)), CancellationToken.None);
        return await LogWitness.OpenAsync(TestLogs.Signer.VerificationKey, TestLogs.Witness, _store, new FixedTime(_now), CancellationToken.None);
    }
}

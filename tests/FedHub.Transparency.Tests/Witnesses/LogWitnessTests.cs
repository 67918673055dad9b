using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class LogWitnessTests
{
    private const int Size = 24;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);
    private static readonly Digest[] _leaves = NaiveMerkle.Leaves(Size);
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly MemoryWitnessStore _store = new();
    private readonly FixedTime _time = new(_now);

    [Fact]
    public async Task Checkpoint_Accepted_IsSavedBeforeItIsCosigned()
    {
        using var witness = await OpenAsync();

        var answer = await ConsiderAsync(witness, At(5), null);

        _store.Stored.Latest.ShouldBe(At(5));
        var verdict = new NoteKeyRing([TestLogs.Witness.VerificationKey]).Verify(At(5).With(answer.Cosignature!).Note);
        verdict.Verified.Single().SignedAt.ShouldBe(_now);
    }

    [Fact]
    public async Task Save_ThatFails_LeavesNoCosignature()
    {
        using var witness = await OpenAsync();
        await ConsiderAsync(witness, At(5), null);
        foreach (var applied in (bool[])[false, true])
        {
            _store.Before = applied ? null : Fail;
            _store.After = applied ? Fail : null;

            await Should.ThrowAsync<IOException>(() => ConsiderAsync(witness, At(9), Proof(5, 9)));

            witness.State.Latest.ShouldBe(At(5));
        }

        // Not applied or applied: the next start goes on from what the store has, and both lead to the same history.
        (_store.Before, _store.After) = (null, null);
        using var restarted = await OpenAsync();
        restarted.State.Latest.ShouldBe(At(9));
        (await ConsiderAsync(restarted, At(9), null)).Cosignature.ShouldNotBeNull();
        (await ConsiderAsync(witness, At(9), Proof(5, 9))).Cosignature.ShouldNotBeNull();
    }

    [Fact]
    public async Task ExtensionLines_AreNeverCosignedNorKept()
    {
        using var witness = await OpenAsync();
        var signed = SignedCheckpoint.Sign(new Checkpoint(TestLogs.Origin, At(5).Head, ["extension"]), TestLogs.Signer);

        var answer = await ConsiderAsync(witness, signed, null);

        (answer.Decision.Outcome, answer.Cosignature).ShouldBe((WitnessOutcome.NotSigned, null));
        _store.Stored.Latest.ShouldBeNull();
    }

    [Fact]
    public async Task OlderCheckpoint_IsAcceptedAndNotCosigned()
    {
        using var witness = await OpenAsync();
        await ConsiderAsync(witness, At(5), null);
        await ConsiderAsync(witness, At(9), Proof(5, 9));

        var known = await ConsiderAsync(witness, At(5), null);
        var between = await ConsiderAsync(witness, At(7), Proof(7, 9));

        (known.Decision.Outcome, known.Cosignature).ShouldBe((WitnessOutcome.Known, null));
        (between.Decision.Outcome, between.Cosignature).ShouldBe((WitnessOutcome.Precedes, null));
    }

    [Fact]
    public async Task LatestCheckpoint_Again_IsCosignedWithTheNewTimeAndNotSavedAgain()
    {
        using var witness = await OpenAsync();
        await ConsiderAsync(witness, At(5), null);
        _time.Now = _now.AddSeconds(30);

        var answer = await ConsiderAsync(witness, At(5), null);

        _store.Saves.ShouldBe(1);
        TestLogs.Witness.VerificationKey.TimeOf(answer.Cosignature!).ShouldBe(_now.AddSeconds(30));
    }

    [Fact]
    public async Task Fork_IsKeptWithItsEvidence_AndStopsEverythingForGood()
    {
        using var witness = await OpenAsync();
        await ConsiderAsync(witness, At(9), null);

        var answer = await ConsiderAsync(witness, TestLogs.Checkpoint(TestLogs.ForkedLeaves(9, 4)), null);

        answer.Decision.Outcome.ShouldBe(WitnessOutcome.Forked);
        answer.Cosignature.ShouldBeNull();
        _store.Stored.Fork!.Proves(TestLogs.Signer.VerificationKey).ShouldBeTrue();
        (await ConsiderAsync(witness, At(12), Proof(9, 12))).Decision.Outcome.ShouldBe(WitnessOutcome.Forked);
        using var restarted = await OpenAsync();
        (await ConsiderAsync(restarted, At(9), null)).Cosignature.ShouldBeNull();
    }

    [Fact]
    public async Task Fork_WhoseEvidenceCannotBeSaved_StopsThisProcessAllTheSame()
    {
        using var witness = await OpenAsync();
        await ConsiderAsync(witness, At(9), null);
        _store.Before = Fail;

        await Should.ThrowAsync<IOException>(() => ConsiderAsync(witness, TestLogs.Checkpoint(TestLogs.ForkedLeaves(9, 4)), null));

        _store.Before = null;
        (await ConsiderAsync(witness, At(9), null)).Decision.Outcome.ShouldBe(WitnessOutcome.Forked);
    }

    [Fact]
    public async Task Checkpoint_NotSignedByTheLog_IsNothing()
    {
        using var key = SigningKey.Generate();
        using var witness = await OpenAsync();
        var checkpoint = new Checkpoint(TestLogs.Origin, NaiveMerkle.Head(_leaves));
        var forged = SignedCheckpoint.Sign(checkpoint, new NoteSigner(KeyName.Parse(TestLogs.Origin), key));
        var foreign = SignedCheckpoint.Sign(new Checkpoint("other.example", checkpoint.Head), new NoteSigner(KeyName.Parse("other.example"), TestLogs.LogKey));

        (await ConsiderAsync(witness, forged, null)).Decision.Outcome.ShouldBe(WitnessOutcome.NotSigned);
        (await ConsiderAsync(witness, foreign, null)).Decision.Outcome.ShouldBe(WitnessOutcome.NotSigned);
        _store.Stored.Latest.ShouldBeNull();
    }

    [Fact]
    public async Task TwoHistories_AtTheSameMoment_NeverGetTwoCosignatures()
    {
        for (var round = 0; round < 50; round++)
        {
            var store = new MemoryWitnessStore();
            using var witness = await LogWitness.OpenAsync(TestLogs.Signer.VerificationKey, TestLogs.Witness, store, _time, CancellationToken.None);
            SignedCheckpoint[] rivals = [At(9), TestLogs.Checkpoint(TestLogs.ForkedLeaves(9, 4))];

            var answers = await Task.WhenAll(rivals.Select(rival => Task.Run(() => ConsiderAsync(witness, rival, null)))).WaitAsync(_timeout);

            answers.Count(answer => answer.Cosignature is not null).ShouldBe(1);
            store.Stored.Fork.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Delivery_WithBothProofs_MayBeAnswered()
    {
        using var witness = await OpenAsync();
        await ConsiderAsync(witness, At(5), null);

        var verdict = await DeliverAsync(witness, 6, 9, _leaves[6], Proof(5, 9));

        verdict.MayAnswer.ShouldBeTrue();
        verdict.Answer!.Cosignature.ShouldNotBeNull();
        _store.Stored.Latest.ShouldBe(At(9));
    }

    [Fact]
    public async Task Delivery_OfAnEntryThatIsNotInTheTree_MayNotBeAnswered()
    {
        using var witness = await OpenAsync();

        var verdict = await DeliverAsync(witness, 6, 9, _leaves[7], null);

        verdict.ShouldBe(new DeliveryVerdict(false, false, null));
        _store.Saves.ShouldBe(0);
    }

    [Fact]
    public async Task Delivery_WithoutTheConsistencyProof_IsAskedForIt()
    {
        using var witness = await OpenAsync();
        await ConsiderAsync(witness, At(5), null);

        var verdict = await DeliverAsync(witness, 6, 9, _leaves[6], null);

        (verdict.MayAnswer, verdict.IsIncluded).ShouldBe((false, true));
        (verdict.Answer!.Decision.ProofFrom, verdict.Answer.Decision.ProofTo).ShouldBe((5, 9));
    }

    [Fact]
    public async Task Deliveries_OutOfOrder_AreAnsweredFromTheWindow()
    {
        using var witness = await OpenAsync();
        await ConsiderAsync(witness, At(5), null);
        (await DeliverAsync(witness, 6, 9, _leaves[6], Proof(5, 9))).MayAnswer.ShouldBeTrue();

        (await DeliverAsync(witness, 4, 5, _leaves[4], null)).MayAnswer.ShouldBeTrue();
    }

    private static void Fail(string step) => throw new IOException(step);

    private static SignedCheckpoint At(int size) => TestLogs.Checkpoint(_leaves.AsSpan(0, size));

    private static ConsistencyProof Proof(int from, int to) => new(from, [.. NaiveMerkle.Consistency(from, _leaves.AsSpan(0, to))]);

    private static Task<DeliveryVerdict> DeliverAsync(LogWitness witness, int index, int size, Digest leafHash, ConsistencyProof? proof) =>
        witness.ConsiderDeliveryAsync(
            new LogReceiptFile(null, index, [.. NaiveMerkle.Inclusion(index, _leaves.AsSpan(0, size))], At(size)), leafHash, proof, CancellationToken.None)
            .AsTask().WaitAsync(_timeout);

    private static Task<WitnessAnswer> ConsiderAsync(LogWitness witness, SignedCheckpoint checkpoint, ConsistencyProof? proof) =>
        witness.ConsiderAsync(checkpoint, proof, CancellationToken.None).AsTask().WaitAsync(_timeout);

    private Task<LogWitness> OpenAsync() =>
        LogWitness.OpenAsync(TestLogs.Signer.VerificationKey, TestLogs.Witness, _store, _time, CancellationToken.None).AsTask();
}

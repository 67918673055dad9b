namespace FedHub.Transparency.Tests;

/// <summary>What must hold of a log after any fault.</summary>
internal static class LogInvariants
{
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    /// <summary>Checks the store against what callers were told.</summary>
    /// <param name="store">The log.</param>
    /// <param name="acknowledged">Entries whose append returned, with the index that it gave.</param>
    /// <param name="attempted">Entries whose append may have been stored.</param>
    /// <param name="shown">Checkpoints that somebody may have seen.</param>
    internal static async Task CheckAsync(
        ILogTreeStore store, IReadOnlyDictionary<long, NewLogEntry> acknowledged, IEnumerable<NewLogEntry> attempted, IEnumerable<SignedCheckpoint> shown)
    {
        var head = (await store.ReadHeadAsync(CancellationToken.None)).ShouldNotBeNull();
        var prover = new LogProver(store, head.Head.Size);
        var checkpoints = await store.ReadCheckpointsAsync(0, int.MaxValue, CancellationToken.None);
        checkpoints[^1].ShouldBe(head);

        // I1: entries, tiles and the root of every checkpoint ever signed.
        var options = new LogVerifierOptions { IsEntry = LogVerifierOptions.AuditLeaves };
        (await new LogVerifier(store, options).VerifyAsync(head.Head, LogVerifierState.Start, CancellationToken.None)).Finding.ShouldBeNull("I1");
        foreach (var checkpoint in checkpoints)
        {
            (await prover.RootAsync(checkpoint.Head.Size, CancellationToken.None)).ShouldBe(checkpoint.Head.Root, "I1");

            // I5: every resource of every published size.
            foreach (var tile in TileLayout.Tiles(checkpoint.Head.Size))
            {
                (await store.FindTileAsync(tile, CancellationToken.None)).ShouldNotBeNull("I5");
            }

            foreach (var bundle in TileLayout.Bundles(checkpoint.Head.Size))
            {
                (await store.FindBundleAsync(bundle, CancellationToken.None)).ShouldNotBeNull("I5");
            }
        }

        // I2: whatever anybody may have seen is one of these.
        shown.ShouldAllBe(checkpoint => checkpoints.Contains(checkpoint), "I2");

        await CheckEntriesAsync(store, acknowledged, attempted);
        await CheckWitnessAsync(store, prover, checkpoints, head);
    }

    private static async Task CheckEntriesAsync(
        ILogTreeStore store, IReadOnlyDictionary<long, NewLogEntry> acknowledged, IEnumerable<NewLogEntry> attempted)
    {
        var entries = await store.ReadAsync(0, int.MaxValue, CancellationToken.None);
        entries.Select(entry => entry.Index).ShouldBe(Enumerable.Range(0, entries.Count).Select(i => (long)i), "I4");
        foreach (var (index, entry) in acknowledged)
        {
            entries[(int)index].Leaf.ToArray().ShouldBe(entry.Leaf.Encode(), "I3");
            entries.Count(stored => stored.Key == entry.Key).ShouldBe(1, "I3");
        }

        attempted.ShouldAllBe(entry => entries.Count(stored => stored.Key == entry.Key) <= 1, "I8");
    }

    /// <summary>I6 and I7: a witness can follow every step, and its receipt verifies offline.</summary>
    private static async Task CheckWitnessAsync(
        ILogTreeStore store, LogProver prover, IReadOnlyList<SignedCheckpoint> checkpoints, SignedCheckpoint head)
    {
        using var witness = await LogWitness.OpenAsync(
            TestLogs.Signer.VerificationKey, TestLogs.Witness, new MemoryWitnessStore(), new FixedTime(_now), CancellationToken.None);
        WitnessAnswer? answer = null;
        foreach (var checkpoint in checkpoints)
        {
            var from = witness.State.Latest?.Head.Size ?? 0;
            var path = await prover.ProveConsistencyAsync(from, checkpoint.Head.Size, CancellationToken.None);
            answer = await witness.ConsiderAsync(checkpoint, new ConsistencyProof(from, path!.Value), CancellationToken.None);
            answer.Decision.IsAccepted.ShouldBeTrue("I6");
        }

        if (head.Head.Size > 0)
        {
            var index = head.Head.Size / 2;
            var receipt = new LogReceiptFile(
                null, index, (await prover.ProveInclusionAsync(index, head.Head.Size, CancellationToken.None))!.Value, head.With(answer!.Cosignature!));
            var leaf = (await store.ReadAsync(index, 1, CancellationToken.None)).Single().Leaf;
            TrustPolicy.TryParse(
                System.Text.Encoding.UTF8.GetBytes($"log {TestLogs.Signer.VerificationKey}\nwitness w {TestLogs.Witness.VerificationKey}\nquorum w\n"), out var policy, out _)
                .ShouldBeTrue();
            new ReceiptVerifier(policy!, new FixedTime(_now)).Verify(receipt.ToBytes(), leaf.Span).IsProven.ShouldBeTrue("I7");
        }
    }
}

using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class WitnessStateTests
{
    private const int Size = 24;
    private static readonly Digest[] _leaves = NaiveMerkle.Leaves(Size);

    [Fact]
    public void First_IsTakenOnTrust() => WitnessState.Empty.Consider(At(5), null).Outcome.ShouldBe(WitnessOutcome.First);

    [Fact]
    public void Known_NeedsNoProof()
    {
        var state = State(3, 9, 5);

        foreach (var size in (int[])[3, 5, 9])
        {
            state.Consider(At(size), null).Outcome.ShouldBe(WitnessOutcome.Known);
        }

        state.Latest!.Head.Size.ShouldBe(9);
    }

    [Fact]
    public void EveryPairOfSizes_IsDecidedByTheProofAlone()
    {
        for (var last = 0; last <= Size; last++)
        {
            for (var next = 0; next <= Size; next++)
            {
                var state = State(last);
                var (older, newer) = (Math.Min(last, next), Math.Max(last, next));
                var expected = next == last ? WitnessOutcome.Known : next > last ? WitnessOutcome.Extends : WitnessOutcome.Precedes;

                var without = state.Consider(At(next), null);
                var with = state.Consider(At(next), Proof(older, newer));

                with.Outcome.ShouldBe(expected);
                with.IsAccepted.ShouldBeTrue();
                without.Outcome.ShouldBe(next == last || older == 0 ? expected : WitnessOutcome.NeedProof);
                if (without.Outcome == WitnessOutcome.NeedProof)
                {
                    without.IsAccepted.ShouldBeFalse();
                    (without.ProofFrom, without.ProofTo).ShouldBe((older, newer));
                }
            }
        }
    }

    [Fact]
    public void Proof_FromAnotherSize_IsAskedForAgain()
    {
        var decision = State(5).Consider(At(9), Proof(4, 9));

        decision.Outcome.ShouldBe(WitnessOutcome.NeedProof);
        (decision.ProofFrom, decision.ProofTo).ShouldBe((5, 9));
    }

    [Fact]
    public void EveryForkFromEverySize_IsNeverAccepted()
    {
        for (var last = 1; last <= Size; last++)
        {
            for (var common = 0; common < last; common++)
            {
                var forked = TestLogs.ForkedLeaves(Size, common);
                for (var next = 1; next <= Size; next++)
                {
                    // Of a size within what both share, the other history shows nothing new.
                    if (next <= common)
                    {
                        continue;
                    }

                    var (older, newer) = (Math.Min(last, next), Math.Max(last, next));
                    foreach (var source in (Digest[][])[_leaves, forked])
                    {
                        var path = older == newer ? [] : NaiveMerkle.Consistency(older, source.AsSpan(0, newer));
                        var decision = State(last).Consider(TestLogs.Checkpoint(forked.AsSpan(0, next)), new ConsistencyProof(older, [.. path]));

                        decision.IsAccepted.ShouldBeFalse();
                        if (decision.Outcome == WitnessOutcome.Forked)
                        {
                            decision.Fork!.Proves(TestLogs.Signer.VerificationKey).ShouldBeTrue();
                        }
                        else
                        {
                            decision.Outcome.ShouldBe(WitnessOutcome.ProofInvalid);
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void SameSizeAndAnotherRoot_IsAForkWithBothNotesAsEvidence()
    {
        var other = TestLogs.Checkpoint(TestLogs.ForkedLeaves(9, 4));

        var decision = State(3, 9, 12).Consider(other, null);

        decision.Outcome.ShouldBe(WitnessOutcome.Forked);
        decision.Fork!.First.ShouldBe(At(9));
        decision.Fork.Second.ShouldBe(other);
        decision.Fork.Proves(TestLogs.Signer.VerificationKey).ShouldBeTrue();
    }

    [Fact]
    public void LargerTreeWithItsOwnHonestProof_OfAnotherHistory_IsAFork()
    {
        var forked = TestLogs.ForkedLeaves(20, 4);

        var decision = State(7).Consider(TestLogs.Checkpoint(forked), new ConsistencyProof(7, [.. NaiveMerkle.Consistency(7, forked)]));

        decision.Outcome.ShouldBe(WitnessOutcome.Forked);
        decision.Fork!.PrefixRoot.ShouldBe(NaiveMerkle.Root(forked.AsSpan(0, 7)));
        decision.Fork.Proves(TestLogs.Signer.VerificationKey).ShouldBeTrue();
    }

    [Fact]
    public void BrokenProof_IsNoFork()
    {
        var path = NaiveMerkle.Consistency(7, _leaves);
        for (var i = 0; i < path.Length; i++)
        {
            var broken = path.ToArray();
            broken[i] = MerkleHash.EmptyRoot;

            State(7).Consider(At(Size), new ConsistencyProof(7, [.. broken])).Outcome.ShouldBe(WitnessOutcome.ProofInvalid);
        }
    }

    [Fact]
    public void EmptyTreeWithARoot_IsNoTree() =>
        WitnessState.Empty.Consider(TestLogs.Checkpoint(new TreeHead(0, _leaves[0])), null).Outcome.ShouldBe(WitnessOutcome.NotATree);

    [Fact]
    public void AfterAFork_NothingIsAccepted()
    {
        var fork = State(9).Consider(TestLogs.Checkpoint(TestLogs.ForkedLeaves(9, 4)), null).Fork!;
        var state = State(9).With(fork);

        state.Consider(At(9), null).Outcome.ShouldBe(WitnessOutcome.Forked);
        state.With(At(3)).Consider(At(12), Proof(9, 12)).Outcome.ShouldBe(WitnessOutcome.Forked);
        WitnessState.Restore(state.Verified, state.Fork).Consider(At(9), null).Outcome.ShouldBe(WitnessOutcome.Forked);
    }

    [Fact]
    public void Window_KeepsTheLargestThousandTwentyFour()
    {
        var range = new CompactRange();
        var state = WitnessState.Empty;
        for (var size = 1; size <= 1100; size++)
        {
            range.Append(MerkleHash.Leaf(TestLogs.Entry(size - 1)));
            state = state.With(TestLogs.Checkpoint(new TreeHead(size, range.Root())));
        }

        state.Verified.Count().ShouldBe(1024);
        state.Verified.First().Head.Size.ShouldBe(77);
        state.Latest!.Head.Size.ShouldBe(1100);
        state.Find(76).ShouldBeNull();
        state.Find(77).ShouldNotBeNull();
        state.With(state.Verified.First()).Latest!.Head.Size.ShouldBe(1100);
    }

    [Fact]
    public void Evidence_OfHonestCheckpoints_ProvesNothing()
    {
        var key = TestLogs.Signer.VerificationKey;
        var path = NaiveMerkle.Consistency(7, _leaves);

        new ForkEvidence(At(7), At(Size), At(7).Head.Root, [.. path]).Proves(key).ShouldBeFalse();
        new ForkEvidence(At(7), At(Size), _leaves[0], [.. path]).Proves(key).ShouldBeFalse();
        new ForkEvidence(At(9), At(9), At(9).Head.Root, []).Proves(key).ShouldBeFalse();
    }

    [Fact]
    public void Evidence_OfAnUnsignedCheckpoint_ProvesNothing()
    {
        using var key = SigningKey.Generate();
        var forged = SignedCheckpoint.Sign(
            new Checkpoint(TestLogs.Origin, NaiveMerkle.Head(TestLogs.ForkedLeaves(9, 4))), new NoteSigner(KeyName.Parse(TestLogs.Origin), key));

        new ForkEvidence(At(9), forged, forged.Head.Root, []).Proves(TestLogs.Signer.VerificationKey).ShouldBeFalse();
    }

    [Fact]
    public void Evidence_ReadsAndWritesBack_AndMutatedProvesNothingElse()
    {
        var forked = TestLogs.ForkedLeaves(20, 4);
        var evidence = State(7).Consider(TestLogs.Checkpoint(forked), new ConsistencyProof(7, [.. NaiveMerkle.Consistency(7, forked)])).Fork!;
        var bytes = evidence.ToBytes();

        ForkEvidence.TryParse(bytes, out var parsed).ShouldBeTrue();
        parsed!.ToBytes().ShouldBe(bytes);
        parsed.Proves(TestLogs.Signer.VerificationKey).ShouldBeTrue();
        foreach (var mutated in Mutations.FlippedBits(bytes).Concat(Mutations.Fuzzed(bytes, 5_000)).Where(mutated => !mutated.SequenceEqual(bytes)))
        {
            (ForkEvidence.TryParse(mutated, out var other) && other.Proves(TestLogs.Signer.VerificationKey)).ShouldBeFalse();
        }
    }

    private static SignedCheckpoint At(int size) => TestLogs.Checkpoint(_leaves.AsSpan(0, size));

    private static WitnessState State(params int[] sizes) => sizes.Aggregate(WitnessState.Empty, (state, size) => state.With(At(size)));

    private static ConsistencyProof Proof(int from, int to) =>
        new(from, from == 0 || from == to ? [] : [.. NaiveMerkle.Consistency(from, _leaves.AsSpan(0, to))]);
}

using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class GossipComparisonTests
{
    private const int Size = 20;
    private static readonly Digest[] _leaves = NaiveMerkle.Leaves(Size);

    [Fact]
    public void EveryPairOfViewsOfOneHistory_IsSameOrConsistentWithItsProof()
    {
        for (var own = 0; own <= Size; own++)
        {
            for (var other = 0; other <= Size; other++)
            {
                var (older, newer) = (Math.Min(own, other), Math.Max(own, other));
                var proof = new ConsistencyProof(older, older == 0 || older == newer ? [] : [.. NaiveMerkle.Consistency(older, _leaves.AsSpan(0, newer))]);

                Compare(own, Head(other), proof).Outcome.ShouldBe(own == other ? GossipOutcome.Same : GossipOutcome.Consistent);
                var without = Compare(own, Head(other), null);
                without.ShouldBe(own == other
                    ? new GossipVerdict(GossipOutcome.Same, 0, 0)
                    : older == 0 ? new GossipVerdict(GossipOutcome.Consistent, 0, 0) : new GossipVerdict(GossipOutcome.NeedProof, older, newer));
            }
        }
    }

    [Fact]
    public void EveryPairOfViewsOfTwoHistories_IsNeverConsistent()
    {
        for (var common = 0; common < Size; common++)
        {
            var forked = TestLogs.ForkedLeaves(Size, common);
            for (var own = common + 1; own <= Size; own++)
            {
                for (var other = common + 1; other <= Size; other++)
                {
                    var (older, newer) = (Math.Min(own, other), Math.Max(own, other));
                    var honest = own > other ? _leaves : forked;
                    var proof = older == newer ? null : new ConsistencyProof(older, [.. NaiveMerkle.Consistency(older, honest.AsSpan(0, newer))]);

                    var outcome = Compare(own, NaiveMerkle.Head(forked.AsSpan(0, other)), proof).Outcome;

                    outcome.ShouldBe(older != newer && int.IsPow2(older) ? GossipOutcome.ProofInvalid : GossipOutcome.Contradiction);
                }
            }
        }
    }

    [Fact]
    public void ViewOfASizeInTheWindow_IsComparedWithoutAProof()
    {
        var state = WitnessState.Empty.With(TestLogs.Checkpoint(Head(5))).With(TestLogs.Checkpoint(Head(9)));

        GossipComparison.Compare(state, Head(5), null).Outcome.ShouldBe(GossipOutcome.Same);
        GossipComparison.Compare(state, Head(5) with { Root = _leaves[0] }, null).Outcome.ShouldBe(GossipOutcome.Contradiction);
    }

    [Fact]
    public void FirstView_HasNothingToContradict() => GossipComparison.Compare(WitnessState.Empty, Head(5), null).Outcome.ShouldBe(GossipOutcome.Same);

    [Fact]
    public void EmptyTreeWithARoot_IsAContradiction() =>
        Compare(5, TreeHead.Empty with { Root = _leaves[0] }, null).Outcome.ShouldBe(GossipOutcome.Contradiction);

    [Fact]
    public void BrokenProof_ProvesNothing() =>
        Compare(9, Head(5), new ConsistencyProof(5, [_leaves[0]])).Outcome.ShouldBe(GossipOutcome.ProofInvalid);

    private static TreeHead Head(int size) => NaiveMerkle.Head(_leaves.AsSpan(0, size));

    private static GossipVerdict Compare(int own, TreeHead other, ConsistencyProof? proof) =>
        GossipComparison.Compare(WitnessState.Empty.With(TestLogs.Checkpoint(Head(own))), other, proof);
}

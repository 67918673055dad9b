using FedHub.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Transparency.Tests;

public sealed class MerkleProofTests
{
    private const int ExhaustiveSize = 40;

    [Fact]
    public void Inclusion_OfEveryLeafOfEverySmallTree_Verifies()
    {
        for (var size = 1; size <= ExhaustiveSize; size++)
        {
            var leaves = NaiveMerkle.Leaves(size);
            var head = NaiveMerkle.Head(leaves);
            for (var index = 0; index < size; index++)
            {
                var path = NaiveMerkle.Inclusion(index, leaves);
                MerkleProof.VerifyInclusion(index, leaves[index], path, head).ShouldBeTrue();
                MerkleProof.VerifyInclusion(index ^ 1, leaves[index], path, head).ShouldBe(false);
                MerkleProof.VerifyInclusion(index, leaves[index], [.. path, head.Root], head).ShouldBeFalse();
                if (path.Length > 0)
                {
                    MerkleProof.VerifyInclusion(index, leaves[index], path.AsSpan(1), head).ShouldBeFalse();
                    MerkleProof.VerifyInclusion(index, leaves[index], path.AsSpan(0, path.Length - 1), head).ShouldBeFalse();
                }
            }
        }
    }

    [Fact]
    public void Consistency_OfEveryPairOfSmallTrees_Verifies()
    {
        var leaves = NaiveMerkle.Leaves(ExhaustiveSize);
        var heads = Enumerable.Range(0, ExhaustiveSize + 1).Select(size => NaiveMerkle.Head(leaves.AsSpan(0, size))).ToArray();
        for (var newSize = 0; newSize <= ExhaustiveSize; newSize++)
        {
            for (var oldSize = 0; oldSize <= newSize; oldSize++)
            {
                var path = oldSize == 0 ? [] : NaiveMerkle.Consistency(oldSize, leaves.AsSpan(0, newSize));
                MerkleProof.VerifyConsistency(heads[oldSize], heads[newSize], path).ShouldBeTrue();
                MerkleProof.VerifyConsistency(heads[newSize], heads[oldSize], path).ShouldBe(oldSize == newSize);
                MerkleProof.VerifyConsistency(heads[oldSize], heads[newSize], [.. path, heads[1].Root]).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Consistency_OfEqualSizes_NeedsEqualRootsAndNoHashes()
    {
        var head = NaiveMerkle.Head(NaiveMerkle.Leaves(5));

        MerkleProof.VerifyConsistency(head, head, []).ShouldBeTrue();
        MerkleProof.VerifyConsistency(head, head with { Root = MerkleHash.EmptyRoot }, []).ShouldBeFalse();
        MerkleProof.VerifyConsistency(head, head, [head.Root]).ShouldBeFalse();
    }

    [Fact]
    public void Consistency_FromTheEmptyTree_NeedsItsRootAndNoHashes()
    {
        var head = NaiveMerkle.Head(NaiveMerkle.Leaves(5));

        MerkleProof.VerifyConsistency(TreeHead.Empty, head, []).ShouldBeTrue();
        MerkleProof.VerifyConsistency(TreeHead.Empty, head, [head.Root]).ShouldBeFalse();
        MerkleProof.VerifyConsistency(TreeHead.Empty with { Root = head.Root }, head, []).ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(long.MaxValue, 5)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    public void Inclusion_OutsideTheTree_Fails(long index, long size) =>
        MerkleProof.VerifyInclusion(index, MerkleHash.EmptyRoot, [], new TreeHead(size, MerkleHash.EmptyRoot)).ShouldBeFalse();

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(long.MaxValue, long.MaxValue - 1)]
    [InlineData(long.MaxValue - 1, 12345)]
    public void Inclusion_AtTheLargestSizes_EndsWithoutOverflow(long size, long index) =>
        MerkleProof.VerifyInclusion(index, MerkleHash.EmptyRoot, new Digest[63], new TreeHead(size, MerkleHash.EmptyRoot)).ShouldBeFalse();

    [Fact]
    public void Proofs_WithAnyBitFlipped_Fail() =>
        Prop.ForAll(Gen.Choose(1, 90).Two().ToArbitrary(), pair =>
        {
            var (oldSize, newSize) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            var leaves = NaiveMerkle.Leaves(newSize);
            var head = NaiveMerkle.Head(leaves);
            var inclusion = NaiveMerkle.Inclusion(oldSize - 1, leaves);
            var old = NaiveMerkle.Head(leaves.AsSpan(0, oldSize));
            var consistency = NaiveMerkle.Consistency(oldSize, leaves);
            return Flipped(inclusion).All(path => !MerkleProof.VerifyInclusion(oldSize - 1, leaves[oldSize - 1], path, head))
                && Flipped([head.Root]).All(root => !MerkleProof.VerifyInclusion(oldSize - 1, leaves[oldSize - 1], inclusion, head with { Root = root[0] }))
                && Flipped([leaves[oldSize - 1]]).All(leaf => !MerkleProof.VerifyInclusion(oldSize - 1, leaf[0], inclusion, head))
                && Flipped(consistency).All(path => !MerkleProof.VerifyConsistency(old, head, path))
                && Flipped([old.Root]).All(root => !MerkleProof.VerifyConsistency(old with { Root = root[0] }, head, consistency))
                && Flipped([head.Root]).All(root => !MerkleProof.VerifyConsistency(old, head with { Root = root[0] }, consistency));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Consistency_Composes_AndAForkHasNoProof() =>
        Prop.ForAll(Gen.Choose(1, 60).Three().ToArbitrary(), sizes =>
        {
            int[] sorted = [.. ((int[])[sizes.Item1, sizes.Item2, sizes.Item3]).Order()];
            var leaves = NaiveMerkle.Leaves(sorted[2]);
            var heads = sorted.Select(size => NaiveMerkle.Head(leaves.AsSpan(0, size))).ToArray();
            bool Holds(int from, int to) => MerkleProof.VerifyConsistency(
                heads[from], heads[to], NaiveMerkle.Consistency(sorted[from], leaves.AsSpan(0, sorted[to])));

            // What is proven in two steps is proven in one; what another history proves of itself proves nothing of this one.
            var forked = TestLogs.ForkedLeaves(sorted[2], sorted[0] - 1);
            var foreign = MerkleProof.VerifyConsistency(heads[0], NaiveMerkle.Head(forked), NaiveMerkle.Consistency(sorted[0], forked));
            return Holds(0, 1) && Holds(1, 2) && Holds(0, 2) && !foreign;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Prefix_OfAForkedTree_IsDerivedFromItsOwnProof()
    {
        for (var oldSize = 1; oldSize < 20; oldSize++)
        {
            var forked = TestLogs.ForkedLeaves(20, oldSize - 1);

            var derived = MerkleProof.TryDerivePrefix(oldSize, NaiveMerkle.Head(forked), NaiveMerkle.Consistency(oldSize, forked), out var prefix);

            // A size that is a power of two stands in no proof.
            derived.ShouldBe(!int.IsPow2(oldSize));
            prefix.ShouldBe(derived ? NaiveMerkle.Root(forked.AsSpan(0, oldSize)) : prefix);
        }
    }

    [Fact]
    public void Prefix_OfAProofThatLeadsElsewhere_IsNothing()
    {
        var leaves = NaiveMerkle.Leaves(20);
        var path = NaiveMerkle.Consistency(7, leaves);

        MerkleProof.TryDerivePrefix(7, NaiveMerkle.Head(TestLogs.ForkedLeaves(20, 3)), path, out _).ShouldBeFalse();
        MerkleProof.TryDerivePrefix(7, NaiveMerkle.Head(leaves), [], out _).ShouldBeFalse();
        MerkleProof.TryDerivePrefix(0, NaiveMerkle.Head(leaves), path, out _).ShouldBeFalse();
        MerkleProof.TryDerivePrefix(20, NaiveMerkle.Head(leaves), path, out _).ShouldBeFalse();
    }

    private static IEnumerable<Digest[]> Flipped(Digest[] path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            // One bit of each byte: all 256 of each hash would say the same more slowly.
            for (var position = 0; position < Digest.Size; position++)
            {
                var bytes = path[i].ToArray();
                bytes[position] ^= (byte)(1 << ((position + i) % 8));
                var copy = path.ToArray();
                copy[i] = Digest.FromBytes(bytes);
                yield return copy;
            }
        }
    }
}

using FedHub.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Transparency.Tests;

public sealed class MerkleTests
{
    /// <summary>The leaves that implementations of RFC 6962 share as a test.</summary>
    private static readonly string[] _canonicalLeaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Fact]
    public void EmptyRoot_IsTheHashOfNothing() =>
        MerkleHash.EmptyRoot.ToString().ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void Leaf_OfNothing_HasThePublishedHash() =>
        MerkleHash.Leaf([]).ToString().ShouldBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");

    [Fact]
    public void Root_OfTheCanonicalLeaves_IsThePublishedOne()
    {
        var root = MerkleRoot.Of(_canonicalLeaves.Select(hex => MerkleHash.Leaf(Convert.FromHexString(hex))));

        Convert.ToBase64String(root.AsSpan()).ShouldBe("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=");
    }

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roots_OfTheCanonicalLeaves_AreThePublishedOnes(int size, string root) =>
        MerkleRoot.Of(_canonicalLeaves.Take(size).Select(hex => MerkleHash.Leaf(Convert.FromHexString(hex)))).ToString().ShouldBe(root);

    [Fact]
    public void Root_AtEverySizeUpTo300_IsThatOfTheDefinition()
    {
        var leaves = Leaves(300);
        var range = new CompactRange();
        for (var size = 0; size <= leaves.Length; size++)
        {
            range.Count.ShouldBe(size);
            range.Root().ShouldBe(ByDefinition(leaves.AsSpan(0, size)));
            if (size < leaves.Length)
            {
                range.Append(leaves[size]);
            }
        }
    }

    [Fact]
    public void CompactRange_RestoredAnywhere_GoesOnAsBefore() =>
        Prop.ForAll(Gen.Choose(0, 200).Two().ToArbitrary(), sizes =>
        {
            var leaves = Leaves(sizes.Item1 + sizes.Item2);
            var range = new CompactRange();
            foreach (var leaf in leaves.AsSpan(0, sizes.Item1))
            {
                range.Append(leaf);
            }

            CompactRange.TryRestore(range.Count, range.Roots.AsSpan(), out var restored).ShouldBeTrue();
            foreach (var leaf in leaves.AsSpan(sizes.Item1))
            {
                restored!.Append(leaf);
            }

            return restored!.Root() == ByDefinition(leaves) && restored.Roots.Length <= 9;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    public void CompactRange_RestoredWithTheWrongNumberOfRoots_IsRefused(long count, int roots) =>
        CompactRange.TryRestore(count, Leaves(roots), out _).ShouldBeFalse();

    [Fact]
    public void Root_WithTwoLeavesExchanged_Differs()
    {
        var leaves = Leaves(7);
        var before = MerkleRoot.Of(leaves);
        (leaves[2], leaves[5]) = (leaves[5], leaves[2]);

        MerkleRoot.Of(leaves).ShouldNotBe(before);
    }

    private static Digest[] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => MerkleHash.Leaf(BitConverter.GetBytes(i)))];

    /// <summary>RFC 6962 §2.1 as written: split at the largest power of two below n.</summary>
    private static Digest ByDefinition(ReadOnlySpan<Digest> leaves)
    {
        switch (leaves.Length)
        {
            case 0:
                return Digest.Of([]);
            case 1:
                return leaves[0];
            default:
                var split = 1;
                while (split * 2 < leaves.Length)
                {
                    split *= 2;
                }

                return Digest.Of([1, .. ByDefinition(leaves[..split]).ToArray(), .. ByDefinition(leaves[split..]).ToArray()]);
        }
    }
}

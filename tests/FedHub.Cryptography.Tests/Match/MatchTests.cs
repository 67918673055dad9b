using FedHub.Cryptography.Match;

namespace FedHub.Cryptography.Tests;

public sealed class MatchTests
{
    private static readonly SlotId _slot = SlotId.Parse("KAZ/persons/phone");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 32)]
    [InlineData(32, 32)]
    public void Pad_FillsUpToTheNextSizeAndKeepsWhatWasThere(int count, int padded)
    {
        var elements = Enumerable.Range(0, count).Select(i => Voprf.HashToGroup([(byte)i])).ToArray();

        var result = ElementPadding.Pad(elements, new byte[32]);

        result.Length.ShouldBe(padded);
        result.Take(count).ShouldBe(elements);
        result.Distinct().Count().ShouldBe(padded);
        result.Skip(count).ShouldBe(Enumerable.Range(count, padded - count).Select(i => ElementPadding.Element(new byte[32], i)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void Pad_OfNoneOrTooMany_Throws(int count) => Should.Throw<ArgumentOutOfRangeException>(() => ElementPadding.PaddedCount(count));

    [Fact]
    public void PaddingElement_DiffersBySeedAndPlace()
    {
        var seed = new byte[32];
        var otherSeed = new byte[32];
        otherSeed[31] = 1;

        GroupElement[] elements =
        [
            ElementPadding.Element(seed, 1),
            ElementPadding.Element(otherSeed, 1),
            ElementPadding.Element(seed, 2),
        ];

        elements.Distinct().Count().ShouldBe(3);
        Should.Throw<ArgumentOutOfRangeException>(() => ElementPadding.Element(seed, 32));
        Should.Throw<ArgumentException>(() => ElementPadding.Element(new byte[31], 0));
    }

    [Fact]
    public void ElementsDigest_DependsOnOrder()
    {
        var query = QueryId.New(TimeProvider.System);
        GroupElement[] elements = [Voprf.HashToGroup([1]), Voprf.HashToGroup([2])];

        ElementsDigest.Compute(query, _slot, elements).ShouldNotBe(ElementsDigest.Compute(query, _slot, [elements[1], elements[0]]));
    }

    [Fact]
    public void TagMaterial_DiffersByEpochSlotAndIndex()
    {
        var output = new byte[64];

        TagMaterial[] materials =
        [
            TagMaterial.Derive(output, _slot, new EpochNumber(1), 0),
            TagMaterial.Derive(output, _slot, new EpochNumber(1), 1),
            TagMaterial.Derive(output, _slot, new EpochNumber(2), 0),
            TagMaterial.Derive(output, SlotId.Parse("KAZ/persons/name"), new EpochNumber(1), 0),
        ];

        materials.Select(material => material.Tag).Distinct().Count().ShouldBe(4);
        materials.Select(material => material.Token).Distinct().Count().ShouldBe(4);
        materials.Select(material => material.Mask).Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(16)]
    public void TagMaterial_OfASeventeenthRecord_Throws(int index) =>
        Should.Throw<ArgumentOutOfRangeException>(() => TagMaterial.Derive(new byte[64], _slot, new EpochNumber(1), index));

    [Theory]
    [InlineData(1, 1ul)]
    [InlineData(4, 0b1000ul)]
    [InlineData(34, 0x2048D159Eul)]
    [InlineData(64, 0x8123456789abcdeful)]
    public void Truncate_TakesTheTopBits(int bits, ulong expected)
    {
        Tag.TryFromBytes(Convert.FromHexString("8123456789abcdefffffffffffffffff"), out var tag).ShouldBeTrue();

        tag.Truncate(bits).ShouldBe(expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Truncate_ToNoSuchLength_Throws(int bits) => Should.Throw<ArgumentOutOfRangeException>(() => default(Tag).Truncate(bits));

    [Fact]
    public void LabelMask_AppliedTwice_GivesTheLabelBack()
    {
        var mask = TagMaterial.Derive(new byte[64], _slot, new EpochNumber(1), 0).Mask;

        mask.Apply(0x123456).ShouldNotBe(0x123456u);
        mask.Apply(mask.Apply(0x123456)).ShouldBe(0x123456u);
        Should.Throw<ArgumentOutOfRangeException>(() => mask.Apply(0x1000000));
    }

    [Fact]
    public void Stretch_OfNoClass_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => MatchInput.Stretch(IdentifierClass.None, "k"u8, new byte[32]));
        Should.Throw<ArgumentOutOfRangeException>(() => MatchInput.Stretch((IdentifierClass)7, "k"u8, new byte[32]));
        Should.Throw<ArgumentException>(() => MatchInput.Create(IdentifierClass.Name, 1, new byte[31]));
    }

    [Fact]
    public void Secrets_AsText_AreTheNamesOfTheirTypes()
    {
        var material = TagMaterial.Derive(new byte[64], _slot, new EpochNumber(1), 0);

        material.ToString().ShouldBe("TagMaterial");
        material.Tag.ToString().ShouldBe("Tag");
        material.Token.ToString().ShouldBe("Token");
        material.Mask.ToString().ShouldBe("LabelMask");
    }
}

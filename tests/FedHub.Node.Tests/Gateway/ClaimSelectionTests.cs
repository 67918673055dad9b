using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;

namespace FedHub.Node.Tests.Gateway;

public sealed class ClaimSelectionTests
{
    private static readonly SlotId _document = SlotId.Parse("UZB/persons/document");
    private static readonly SlotId _name = SlotId.Parse("UZB/persons/name");

    [Fact]
    public void Nothing_IsWorthNoRequest() => ClaimSelection.Select([], _ => throw new InvalidOperationException()).ShouldBeEmpty();

    [Fact]
    public void Document_StandsAlone()
    {
        var tag = Found(_document, 0, null, 1);

        ClaimSelection.Select([tag], _ => Document()).ShouldBe([tag]);
    }

    [Fact]
    public void Names_BelowGradeCOnOneRecord_AreNotAskedAbout()
    {
        FoundTag[] found = [Found(_name, 0, 5, 1), Found(_name, 1, 6, 2)];
        var weak = WeakNameKey();

        ClaimSelection.Select(found, _ => weak).ShouldBeEmpty();
    }

    [Fact]
    public void SameTag_UnderTwoLabels_IsOneClaim()
    {
        var strong = StrongNameKeys();
        FoundTag[] found =
        [
            .. strong.Select((_, i) => Found(_name, i, 5, (byte)(i + 1))),
            .. strong.Select((_, i) => Found(_name, i, 6, (byte)(i + 1))),
        ];

        ClaimSelection.Select(found, tag => strong[tag.KeyIndex]).Count.ShouldBe(strong.Count);
    }

    [Fact]
    public void Claims_AreAtMostFiveHundredAndTwelve()
    {
        var found = Enumerable.Range(0, 600).Select(i => Found(_document, 0, null, (byte)(i % 256), (byte)(i / 256))).ToList();

        ClaimSelection.Select(found, _ => Document()).Count.ShouldBe(512);
    }

    private static SearchKey Document() => SearchKeys.ForSearch(new MatchSubject { Documents = ["KAZ:N1234567"] }).Keys.MaxBy(key => key.Weight)!;

    private static IReadOnlyList<SearchKey> StrongNameKeys()
    {
        PartialDate.TryParse("1980-05-06", out var born, out _).ShouldBeTrue();
        return [.. SearchKeys.ForSearch(new MatchSubject { FullName = "Aibek Serikov", DateOfBirth = born }).Keys.Where(key => key.Class == KeyClass.Name)];
    }

    /// <summary>A key that does not reach grade C alone, or, where the rules give every name key more, one of no known kind.</summary>
    private static SearchKey WeakNameKey()
        => StrongNameKeys().FirstOrDefault(key => Scoring.Score([key]).Grade == Grade.None) ?? new SearchKey(KeyClass.Name, "none", "", 0);

    private static FoundTag Found(SlotId slot, int key, uint? label, params byte[] start)
    {
        Span<byte> bytes = stackalloc byte[Tag.Size];
        start.CopyTo(bytes);
        Tag.TryFromBytes(bytes, out var tag).ShouldBeTrue();
        return new FoundTag(slot, new EpochNumber(1), key, tag, default, label);
    }
}

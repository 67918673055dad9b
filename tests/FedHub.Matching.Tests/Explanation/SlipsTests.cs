namespace FedHub.Matching.Tests.Explanation;

public sealed class SlipsTests
{
    [Theory]
    [InlineData("N1234567", "N1234568", true)]
    [InlineData("N1234567", "X1234567", true)]
    [InlineData("N1234567", "N123456", true)]
    [InlineData("N1234567", "1234567", true)]
    [InlineData("N1234567", "N12334567", true)]
    [InlineData("N1234567", "N1324567", true)]
    [InlineData("N1234567", "N1234576", true)]
    [InlineData("N1234567", "N1234567", false)]
    [InlineData("N1234567", "N1434267", false)]
    [InlineData("N1234567", "N12345", false)]
    [InlineData("N1234567", "N1235568x", false)]
    [InlineData("", "a", true)]
    [InlineData("", "", false)]
    public void IsOne_BothWaysRound_IsTrueForASingleSlip(string one, string other, bool expected)
    {
        Slips.IsOne(one, other).ShouldBe(expected);
        Slips.IsOne(other, one).ShouldBe(expected);
    }

    [Theory]
    [InlineData("N1234567", "N1234568", SlipKind.Changed, 8)]
    [InlineData("N1234567", "N1324567", SlipKind.Swapped, 3)]
    [InlineData("N1234567", "N123456", SlipKind.Missing, 8)]
    [InlineData("1234567", "N1234567", SlipKind.Added, 1)]
    [InlineData("N1234", "N1234567", SlipKind.Beginning, 5)]
    [InlineData("34567", "N1234567", SlipKind.End, 5)]
    [InlineData("N1234567", "N1234", SlipKind.OtherIsBeginning, 5)]
    [InlineData("N1234567", "34567", SlipKind.OtherIsEnd, 5)]
    [InlineData("N1234567", "4567", SlipKind.None, 0)]
    [InlineData("N1234567", "N1434267", SlipKind.None, 0)]
    [InlineData("N1234567", "N1234567", SlipKind.None, 0)]
    public void Of_TwoTexts_SaysWhatHappenedAndWhere(string one, string other, object kind, int place) => Slips.Of(one, other).ShouldBe(new Slip((SlipKind)kind, place));
}

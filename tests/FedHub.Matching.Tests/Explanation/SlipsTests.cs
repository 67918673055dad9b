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
}

namespace FedHub.Matching.Tests.Evaluation;

public sealed class SumHistogramTests
{
    [Fact]
    public void AtLeast_AThreshold_CountsSumsThatJustReachIt()
    {
        var sums = Of(0, 9.984375, 10, 10.015625, 42, 60, 1e6);

        (sums.Total, sums.AtLeast(0), sums.AtLeast(10), sums.AtLeast(10.01), sums.AtLeast(60)).ShouldBe((7L, 7L, 5L, 4L, 2L));
    }

    [Theory]
    [InlineData(Grade.None, 2)]
    [InlineData(Grade.C, 2)]
    [InlineData(Grade.B, 1)]
    [InlineData(Grade.A, 2)]
    public void Of_AGrade_CountsExactlyThoseOfIt(Grade grade, long count) => Of(0, 9.984375, 10, 41.984375, 59.984375, 60, 200).Of(grade).ShouldBe(count);

    private static SumHistogram Of(params double[] sums)
    {
        var histogram = new SumHistogram();
        Array.ForEach(sums, histogram.Add);
        return histogram;
    }
}

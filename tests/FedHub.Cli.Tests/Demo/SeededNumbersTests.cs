using FedHub.Cli.Demo.People;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cli.Tests.Demo;

public sealed class SeededNumbersTests
{
    [Fact]
    public void Below_FixedSeed_GivesTheSameNumbersOnEveryMachine()
    {
        var numbers = new SeededNumbers("fedhub");

        // SHA-256(SHA-256("fedhub") || eight zero bytes), big-endian words, computed with another tool.
        Enumerable.Range(0, 4).Select(_ => numbers.Below(int.MaxValue)).ShouldBe(SeededNumbersVectors.FirstFourWordsBelowIntMax);
    }

    [Fact]
    public void Below_AnyLimit_StaysBelowIt()
        => Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<PositiveInt>(),
            limit => new SeededNumbers("bounds").Below(limit.Get) is var draw && draw >= 0 && draw < limit.Get));

    [Fact]
    public void Below_Six_ComesOutEven()
    {
        var numbers = new SeededNumbers("even");

        var counts = Enumerable.Range(0, 60_000).Select(_ => numbers.Below(6)).CountBy(draw => draw).ToDictionary();

        counts.Count.ShouldBe(6);
        counts.Values.ShouldAllBe(count => count > 9_600 && count < 10_400);
    }

    [Fact]
    public void Below_Zero_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => new SeededNumbers("x").Below(0));
}

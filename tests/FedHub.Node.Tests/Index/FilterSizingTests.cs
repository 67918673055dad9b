using FedHub.Node.Index;

namespace FedHub.Node.Tests.Index;

public sealed class FilterSizingTests
{
    [Theory]
    [InlineData(0, 1024)]
    [InlineData(1, 1024)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 1449)]
    [InlineData(1449, 1449)]
    [InlineData(1450, 2048)]
    [InlineData(2049, 2897)]
    [InlineData(2898, 4096)]
    [InlineData(4097, 5793)]
    [InlineData(1_000_000, 1_048_576)]
    [InlineData(1_048_577, 1_482_911)]
    [InlineData(100_000_000, 134_217_728)]
    [InlineData(134_217_729, 189_812_532)]
    public void PaddedCount_Entries_IsTheNextStepOfTheLadder(long entries, long padded) => FilterSizing.PaddedCount(entries).ShouldBe(padded);

    [Theory]
    [InlineData(1, 34)]
    [InlineData(16, 34)]
    [InlineData(17, 35)]
    [InlineData(1024, 40)]
    [InlineData(1025, 41)]
    [InlineData(173_056, 48)]
    [InlineData(1_048_576, 50)]
    [InlineData(1_048_577, 51)]
    [InlineData(100_000_000, 57)]
    [InlineData(1L << 34, 64)]
    [InlineData(1L << 40, 64)]
    public void TagBits_Entries_IsThirtyAndTheLogarithm(long entries, int bits) => FilterSizing.TagBits(entries).ShouldBe(bits);
}

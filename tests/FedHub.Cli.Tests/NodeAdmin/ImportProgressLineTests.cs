using FedHub.Cli.NodeAdmin.Import;
using FedHub.Node.Import;

namespace FedHub.Cli.Tests.NodeAdmin;

public sealed class ImportProgressLineTests
{
    private static readonly ImportCounts _counts = new() { LinesRead = 30_000, Rejected = 12, KeyCount = 456_789 };

    [Fact]
    public void Line_OfAFile_HasShareRateAndTimeLeft() =>
        ImportProgressLine.Line(_counts, TimeSpan.FromSeconds(60), 0.25).ShouldBe(" 25 %  30,000 lines, 12 not taken, 456,789 keys, 500 lines/s, 00:03:00 left");

    [Fact]
    public void Line_OfADatabase_HasNoEnd() =>
        ImportProgressLine.Line(_counts, TimeSpan.FromSeconds(60), null).ShouldBe("30,000 lines, 12 not taken, 456,789 keys, 500 lines/s");

    [Fact]
    public void Line_BeforeAnythingWasRead_DividesByNothing() => ImportProgressLine.Line(new ImportCounts(), TimeSpan.Zero, 0).ShouldBe("0 lines, 0 not taken, 0 keys, 0 lines/s");
}

using FedHub.Node.Import;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Node.Tests.Import;

public sealed class CsvCellsTests
{
    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("a,,", "a||")]
    [InlineData("", "")]
    [InlineData(" a , \"b, c\" ,d", "a|b, c|d")]
    [InlineData("\"say \"\"hi\"\"\",x", "say \"hi\"|x")]
    [InlineData("\"\",\"\"", "|")]
    public void TryRead_WellFormedRow_GivesItsCells(string row, string cells)
    {
        CsvCells.TryRead(row, ',', out var read).ShouldBeTrue();

        string.Join('|', read).ShouldBe(cells);
    }

    [Theory]
    [InlineData("\"a")]
    [InlineData("a\"b\"")]
    [InlineData("\"a\"b,c")]
    public void TryRead_StrayQuote_IsRefused(string row) => CsvCells.TryRead(row, ',', out _).ShouldBeFalse();

    [Fact]
    public void TryRead_AnyCellsQuoted_ComeBack()
    {
        Prop.ForAll<string[]>(cells =>
        {
            var wanted = cells.Select(cell => (cell ?? "").Trim()).DefaultIfEmpty("").ToList();
            var row = string.Join(',', wanted.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            return CsvCells.TryRead(row, ',', out var read) && read.SequenceEqual(wanted, StringComparer.Ordinal);
        }).QuickCheckThrowOnFailure();
    }
}

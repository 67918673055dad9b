using FedHub.Cli.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cli.Tests.Csv;

/// <summary>How the CSV library is set up: what these files may hold, and that no row of theirs ends up in an error's text.</summary>
public sealed class CsvTextTests
{
    [Theory]
    [InlineData("a,\"b,c\",\"d\"\"e\",\"f\ng\"\n", "a|b,c|d\"e|f\ng")]
    [InlineData(",a,\r\n", "|a|")]
    [InlineData("O\"Neil,x\n", "O\"Neil|x")]
    [InlineData("\n\r\nlast,row", "last|row")]
    public void ReadRow_Text_GivesItsCells(string text, string cells) => Rows(text).ShouldHaveSingleItem().ShouldBe(cells.Split('|'));

    [Fact]
    public void ReadRow_EndlessCell_IsRefusedWithoutItsContent()
    {
        var failure = Should.Throw<CliFailureException>(() => Rows("a\n\"secret" + new string('x', 2_000_000)));

        failure.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void ReadRow_AnyText_EndsWithoutFailing()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => Rows(text.Get).Count <= text.Get.Length));

    private static List<string[]> Rows(string text)
    {
        using var parser = CsvText.Open(new StringReader(text));
        var rows = new List<string[]>();
        while (parser.ReadRow() is { } row)
        {
            rows.Add(row);
        }

        return rows;
    }
}

using FedHub.Cli.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cli.Tests.Csv;

public sealed class CsvRowsTests
{
    [Fact]
    public void Read_QuotedCommaQuoteAndLineBreak_KeepsThem()
        => Rows("a,\"b,c\",\"d\"\"e\",\"f\ng\"\n").ShouldBe([["a", "b,c", "d\"e", "f\ng"]]);

    [Fact]
    public void Read_CarriageReturns_AreNoPartOfFields() => Rows("a,b\r\nc,d\r\n").ShouldBe([["a", "b"], ["c", "d"]]);

    [Fact]
    public void Read_NoLineBreakAtTheEnd_GivesTheLastRow() => Rows("a,b\nc,d").ShouldBe([["a", "b"], ["c", "d"]]);

    [Fact]
    public void Read_EmptyCells_AreEmptyTexts() => Rows(",a,\n").ShouldBe([["", "a", ""]]);

    [Fact]
    public void Read_BlankLines_AreLeftOut() => Rows("a\n\n\r\nb\n").ShouldBe([["a"], ["b"]]);

    [Fact]
    public void Read_ByteOrderMark_IsNoPartOfTheFirstField() => Rows("\uFEFFid,name\n").ShouldBe([["id", "name"]]);

    [Fact]
    public void Read_StrayQuoteInsideAField_IsKept() => Rows("O\"Neil,x\n").ShouldBe([["O\"Neil", "x"]]);

    [Fact]
    public void Read_UnclosedQuote_EndsWithTheFile() => Rows("\"a,b\nc").ShouldBe([["a,b\nc"]]);

    [Fact]
    public void Read_EndlessRow_IsRefused()
        => Should.Throw<InvalidDataException>(() => Rows("\"" + new string('x', 2_000_000)));

    [Fact]
    public void Line_AfterAQuotedLineBreak_CountsIt()
    {
        using var rows = new CsvRows(new StringReader("a,\"b\nb\"\nc,d\n"));
        rows.Read();
        rows.Line.ShouldBe(1);
        rows.Read();
        rows.Line.ShouldBe(3);
    }

    [Fact]
    public void Read_AnyFieldsWrittenQuoted_ReadBackTheSame()
        => Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<NonEmptyArray<NonNull<string>>>(),
            fields =>
            {
                var texts = fields.Get.Select(field => field.Get).ToArray();
                var line = string.Join(',', texts.Select(text => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""));
                var rows = Rows(line + "\r\n");
                return texts is [""] ? rows.Count == 0 : rows.Count == 1 && rows[0].SequenceEqual(texts);
            }));

    [Fact]
    public void Read_AnyText_EndsWithoutFailing()
        => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => Rows(text.Get).Count <= text.Get.Length));

    private static List<string[]> Rows(string text)
    {
        using var rows = new CsvRows(new StringReader(text));
        var all = new List<string[]>();
        while (rows.Read())
        {
            all.Add([.. rows.Fields]);
        }

        return all;
    }
}

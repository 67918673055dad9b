using System.Text.Json;

namespace FedHub.Matching.Tests;

public sealed class KeyListingTests
{
    [Fact]
    public void HeaderLine_HoldsRuleSetAndThresholds()
    {
        var json = JsonDocument.Parse(KeyListing.HeaderLine(RuleSet.Current)).RootElement;

        json.GetProperty("ruleset").GetString().ShouldBe(Convert.ToHexStringLower(RuleSet.Current.Hash.Span));
        json.GetProperty("thresholds").GetProperty("A").GetDouble().ShouldBe(60);
        json.GetProperty("thresholds").GetProperty("B").GetDouble().ShouldBe(42);
        json.GetProperty("thresholds").GetProperty("C").GetDouble().ShouldBe(10);
    }

    [Fact]
    public void RowLine_HoldsIdAndKeysInClear()
    {
        var derived = new DerivedKeys([new SearchKey(KeyClass.Document, "doc", "KAZ:Ж1\"", 1.5)], []);

        KeyListing.RowLine("a\n1", derived).ShouldBe("""{"id":"a\n1","keys":[{"kind":"doc","value":"KAZ:Ж1\"","weight":1.5}]}""");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("record_id")]
    [InlineData("query_id")]
    [InlineData("\uFEFFID")]
    public void ReadRow_AllColumns_FillsTheSubject(string idColumn)
    {
        KeyListingColumns.TryRead([idColumn, "full_name", "date_of_birth", "passport", "national_id", "phone", "nationality", "hobby"], out var columns, out var reason).ShouldBeTrue(reason);
        var (id, subject) = columns.ReadRow(["7", "Bekov, Nurlan", "1984-03", "KAZ:N1", "10000000146", "701 123 45 67", "KAZ", "chess"], out var dateReason);

        id.ShouldBe("7");
        dateReason.ShouldBeNull();
        (subject.FullName, subject.DateOfBirth, subject.Country).ShouldBe(("Bekov, Nurlan", Keys.Date("1984-03"), "KAZ"));
        subject.Documents.ShouldBe(["KAZ:N1"]);
        subject.PersonalNumbers.ShouldBe(["10000000146"]);
        subject.Phones.ShouldBe(["701 123 45 67"]);
    }

    [Fact]
    public void ReadRow_ShortRowAndBadDate_KeepsWhatCanBeReadAndSaysWhy()
    {
        KeyListingColumns.TryRead(["id", "family", "given", "date_of_birth", "passport"], out var columns, out _).ShouldBeTrue();
        var (_, subject) = columns!.ReadRow(["7", "Bekov", "", "1984-02-31"], out var dateReason);

        dateReason.ShouldBe("the calendar has no such day; the day is left out");
        (subject.FamilyName, subject.GivenName, subject.DateOfBirth).ShouldBe(("Bekov", null, Keys.Date("1984-02")));
        subject.Documents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("19840307", "1984-03-07", null)]
    [InlineData("1984-25-03", "1984-03-25", "the calendar has no such day; day and month are taken the other way round")]
    [InlineData("1984-02-31", "1984-02", "the calendar has no such day; the day is left out")]
    [InlineData("19844502", "1984", "the calendar has no such day; only the year is taken")]
    public void Read_DamagedDate_KeepsTheReadablePart(string text, string date, string? remark)
    {
        DamagedDate.Read(text, out var said).ShouldBe(Keys.Date(date));
        said.ShouldBe(remark);
    }

    [Theory]
    [InlineData("3 July 1984")]
    [InlineData("0000-00-00")]
    [InlineData("1984-0x-07")]
    public void Read_NoDate_IsNothingAndSaysWhy(string text)
    {
        DamagedDate.Read(text, out var said).ShouldBeNull();
        said.ShouldNotBeNull();
    }

    [Fact]
    public void ReadRow_SeveralNumbersInACell_AreReadEach()
    {
        KeyListingColumns.TryRead(["id", "full_name", "passport"], out var columns, out _).ShouldBeTrue();

        columns.ReadRow(["1", "", "KAZ:N12345678; RUS:4509123456"], out _).Subject.Documents.ShouldBe(["KAZ:N12345678", "RUS:4509123456"]);
    }

    [Theory]
    [InlineData("name,date_of_birth", "no column id, record_id or query_id")]
    [InlineData("id,date_of_birth", "no column full_name, family or given")]
    [InlineData("id,record_id,full_name", "column 2 repeats an earlier column")]
    [InlineData("id;full_name;date_of_birth", "the columns are not separated by commas")]
    public void TryRead_BadHeader_SaysWhy(string header, string expected)
    {
        KeyListingColumns.TryRead(header.Split(','), out var columns, out var reason).ShouldBeFalse();
        columns.ShouldBeNull();
        reason.ShouldBe(expected);
    }
}

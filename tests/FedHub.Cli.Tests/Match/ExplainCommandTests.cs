using System.Text.Json;

namespace FedHub.Cli.Tests.Match;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TestTerminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Explain_TwoSpellings_SaysGradeFieldsWordsAndKeys()
    {
        (await RunAsync("id,full_name,date_of_birth\n1,Сания Жолдасқалиева,1984-03-07\n", "id,full_name,date_of_birth\n7,\"ZHOLDASKALIYEVA, Saniya\",1984-03-07\n")).ShouldBe(0);

        _terminal.Output.ShouldStartWith("Grade: A (sum ");
        _terminal.Output.ShouldContain("  name: same: all words sound the same");
        _terminal.Output.ShouldContain("  date of birth: same: is the same");
        _terminal.Output.ShouldContain("  сания / saniya: same sound");
        _terminal.Output.ShouldContain("  full.ym 14");
    }

    [Fact]
    public async Task Explain_Strangers_SaysWhatIsSeenOnlyInClear()
    {
        (await RunAsync("id,full_name,date_of_birth,passport\n1,Timur Sariev,1984-03-07,KAZ:N7654321\n", "id,full_name,date_of_birth,passport\n7,Nurlan Bekov,1984-03-08,KAZ:N7654312\n")).ShouldBe(0);

        _terminal.Output.ShouldStartWith("Grade: below C: not shown to anybody (sum 0;");
        _terminal.Output.ShouldContain("What a search would be told:\n  nothing\n");
        _terminal.Output.ShouldContain("  date of birth: similar: one digit is wrong, or two have changed places");
        _terminal.Output.ShouldContain("  document: different: no key met: characters 7 and 8 have changed places");
        _terminal.Output.ShouldContain("  timur / -: no such word on the other side");
    }

    [Fact]
    public async Task Explain_InRussian_SaysAllInRussian()
    {
        (await RunAsync("id,full_name,date_of_birth\n1,Сания Жолдасқалиева,1984-03-07\n", "id,full_name,date_of_birth\n7,Перизат Жолдасқалиева,1984-03-07\n", "--language", "ru")).ShouldBe(0);

        _terminal.Output.ShouldStartWith("Оценка: C (сумма ");
        _terminal.Output.ShouldContain("  имя: сходно: одно слово звучит так же");
        _terminal.Output.ShouldContain("  жолдасқалиева / жолдасқалиева: то же написание");
    }

    [Theory]
    [InlineData("en", "is the same")]
    [InlineData("ru", "совпадает")]
    public async Task Explain_Json_HasTheSameTokensInEveryLanguage(string language, string why)
    {
        (await RunAsync("id,full_name,date_of_birth\n1,Timur Sariev,1984-03-07\n", "id,full_name,date_of_birth\n7,Тимур Сариев,1984-03-07\n", "--json", "--language", language)).ShouldBe(0);

        var json = JsonDocument.Parse(_terminal.Output).RootElement;
        json.GetProperty("grade").GetString().ShouldBe("A");
        var field = json.GetProperty("fields")[1];
        (field.GetProperty("field").GetString(), field.GetProperty("agreement").GetString(), field.GetProperty("why").GetString()).ShouldBe(("date of birth", "same", why));
        json.GetProperty("words")[0].GetProperty("likeness").GetString().ShouldBe("same_sound");
        json.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kind").GetString()).ShouldContain("full.ym");
    }

    [Fact]
    public async Task Explain_RemarksOnTheRows_AreShown()
    {
        (await RunAsync("id,full_name,date_of_birth\n1,Timur Sariev,1984-02-31\n", "id,full_name,date_of_birth\n7,李小龙,1984\n")).ShouldBe(0);

        _terminal.Output.ShouldContain("note on the search: date of birth: the calendar has no such day; the day is left out");
        _terminal.Output.ShouldContain("note on the record: name: script not supported: Chinese");
    }

    [Fact]
    public async Task Explain_SeveralRows_AsksForAnIdAndTakesIt()
    {
        const string several = "id,full_name,date_of_birth\n1,Timur Sariev,1984-03-07\n2,Nurlan Bekov,1984-03-07\n";

        (await RunAsync(several, several)).ShouldBe(2);
        _terminal.Error.ShouldContain("A.csv has 2 such rows, on lines 2, 3");
        _terminal.Error.ShouldContain("Name one with --search-id ID.");
        (await RunAsync(several, several, "--search-id", "2", "--record-id", "2")).ShouldBe(0);
        (await RunAsync(several, several, "--search-id", "2", "--record-id", "3")).ShouldBe(2);
        _terminal.Error.ShouldContain("B.csv has no row with the id that --record-id names");
    }

    [Theory]
    [InlineData("", "A.csv is empty")]
    [InlineData("id,full_name\n", "A.csv has no rows")]
    [InlineData("name\nx\n", "A.csv, line 1: no column id")]
    public async Task Explain_FileThatCannotBeUsed_SaysWhichAndWhy(string text, string error)
    {
        (await RunAsync(text, "id,full_name,date_of_birth\n7,Nurlan Bekov,1984\n")).ShouldBe(2);
        _terminal.Error.ShouldContain(error);
    }

    [Fact]
    public async Task Explain_UnknownLanguage_IsAUsageError()
        => (await RunAsync("id,full_name\n1,A\n", "id,full_name\n1,A\n", "--language", "fr")).ShouldBe(2);

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    private Task<int> RunAsync(string search, string record, params string[] options)
        => _terminal.RunAsync(["match", "explain", _folder.Write("A.csv", search), _folder.Write("B.csv", record), .. options]);
}

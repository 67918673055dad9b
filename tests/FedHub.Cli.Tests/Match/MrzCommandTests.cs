using System.Text.Json;

namespace FedHub.Cli.Tests.Match;

/// <summary>The specimens of ICAO 9303, as a file and as an argument of other commands.</summary>
public sealed class MrzCommandTests : IDisposable
{
    private const string Passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n";
    private const string Card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<\n";

    private readonly TestTerminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Mrz_Specimen_PrintsFieldsAndFiveRightDigits()
    {
        (await RunAsync(Passport)).ShouldBe(0);

        _terminal.Output.ShouldStartWith("TD3: passport, 2 lines of 44");
        _terminal.Output.ShouldContain("  document number: L898902C3");
        _terminal.Output.ShouldContain("  date of birth: 1974-08-12");
        _terminal.Output.Split(": right: ").Length.ShouldBe(6);
        _terminal.Output.ShouldNotContain("WRONG");
    }

    [Fact]
    public async Task Mrz_ForgedNumber_SaysWhichDigitsAreWrongAndGoesOn()
    {
        (await RunAsync(Card.Replace("D23145890", "D23145990", StringComparison.Ordinal))).ShouldBe(0);

        _terminal.Output.ShouldContain("  document number: WRONG: 7 stands there, 4 is right (line 1, character 15)");
        _terminal.Output.ShouldContain("  all fields: WRONG: ");
        _terminal.Output.ShouldContain("Wrong check digits: 2. Forged papers fail theirs: a search with --as-typed goes by what stands there.");
    }

    [Fact]
    public async Task Mrz_Json_HasEachCheckWithItsPlace()
    {
        (await RunAsync(Passport, "--json")).ShouldBe(0);

        var json = JsonDocument.Parse(_terminal.Output).RootElement;
        json.GetProperty("format").GetString().ShouldBe("TD3");
        json.GetProperty("dateOfBirth").GetString().ShouldBe("1974-08-12");
        var last = json.GetProperty("checks")[4];
        (last.GetProperty("field").GetString(), last.GetProperty("line").GetInt32(), last.GetProperty("character").GetInt32(), last.GetProperty("holds").GetBoolean()).ShouldBe(("all fields", 2, 44, true));
    }

    [Fact]
    public async Task Mrz_InRussian_HasNoEnglishHeading()
    {
        (await RunAsync(Passport.Replace("L898902C36", "L898902C33", StringComparison.Ordinal), "--language", "ru")).ShouldBe(0);

        _terminal.Output.ShouldStartWith("TD3: паспорт, 2 строки по 44");
        _terminal.Output.ShouldContain("  номер документа: НЕВЕРНА: стоит 3, должна быть 6 (строка 2, знак 10)");
        _terminal.Output.ShouldContain("Неверных контрольных цифр: 2.");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("P<UTO\nL89", "expected 3 lines of 30, 2 of 36 or 2 of 44 characters; found 5 and 3")]
    [InlineData("P<UTOERIKSSON!", "only A to Z, 0 to 9 and < occur in a machine-readable zone")]
    public async Task Mrz_NoZone_IsAUsageErrorThatSaysWhy(string text, string reason)
    {
        (await RunAsync(text)).ShouldBe(2);
        _terminal.Error.ShouldContain(reason);
        _terminal.Error.ShouldContain("Give its lines as they are printed");
    }

    [Fact]
    public async Task Mrz_MissingFile_IsAUsageError() => (await _terminal.RunAsync("match", "mrz", "no-such-file.txt")).ShouldBe(2);

    [Fact]
    public async Task Mrz_NothingOnStandardInput_SaysSo()
    {
        (await _terminal.RunAsync("match", "mrz")).ShouldBe(2);
        _terminal.Error.ShouldContain("empty");
    }

    [Fact]
    public async Task Explain_RowWithAZone_MeetsTheRowWithItsNumber()
    {
        var zone = _folder.Write("A.csv", "id,full_name,mrz\n1,," + Passport.Trim().Replace('\n', '/') + "\n");
        var typed = _folder.Write("B.csv", "id,full_name,date_of_birth,passport\n7,Anna Maria Eriksson,1974-08-12,UTO:L898902C3\n");

        (await _terminal.RunAsync("match", "explain", zone, typed)).ShouldBe(0);
        _terminal.Output.ShouldStartWith("Grade: A");
        _terminal.Output.ShouldContain("document: same: number and issuing country are the same");
    }

    [Fact]
    public async Task Explain_RemarksInRussian_AreRussian()
    {
        var one = _folder.Write("A.csv", "id,full_name,date_of_birth,national_id\n1,Timur Sariev,1984-02-31,KAZ:840307450013\n");
        var other = _folder.Write("B.csv", "id,full_name,date_of_birth\n7,李小龙,1984\n");

        (await _terminal.RunAsync("match", "explain", one, other, "--language", "ru")).ShouldBe(0);
        _terminal.Output.ShouldContain("замечание к запросу: личный номер: KAZ IIN: контрольная цифра неверна: должна быть 6, стоит 3");
        _terminal.Output.ShouldContain("замечание к запросу: дата рождения: такого дня в календаре нет; день опущен");
        _terminal.Output.ShouldContain("замечание к записи: имя: письмо не поддерживается: китайское");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    private Task<int> RunAsync(string zone, params string[] options) => _terminal.RunAsync(["match", "mrz", _folder.Write("zone.txt", zone), .. options]);
}

namespace FedHub.Matching.Tests.Exact;

/// <summary>Each check digit of each layout, right and wrong, on the specimens of ICAO 9303 parts 4 to 7 (their appendices).</summary>
public sealed class MrzCheckTests
{
    private const string Passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
    private const string Card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
    private const string LargeCard = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
    private const string VisaA = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<";
    private const string VisaB = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<";

    [Theory]
    [InlineData(Passport, "document number 2:10 6, date of birth 2:20 2, date of expiry 2:28 9, optional data 2:43 1, all fields 2:44 0")]
    [InlineData(Card, "document number 1:15 7, date of birth 2:7 2, date of expiry 2:15 9, all fields 2:30 6")]
    [InlineData(LargeCard, "document number 2:10 7, date of birth 2:20 2, date of expiry 2:28 9, all fields 2:36 6")]
    [InlineData(VisaA, "document number 2:10 4, date of birth 2:20 8, date of expiry 2:28 9")]
    [InlineData(VisaB, "document number 2:10 4, date of birth 2:20 8, date of expiry 2:28 9")]
    public void Checks_OfASpecimen_StandWhereTheyAreSaidTo(string text, string expected)
    {
        var checks = Zone(text).Checks;

        string.Join(", ", checks.Select(check => $"{check.Field} {check.Line}:{check.Column} {check.Expected}")).ShouldBe(expected);
        var lines = text.Split('\n');
        checks.ShouldAllBe(check => check.Holds && lines[check.Line - 1][check.Column - 1] == check.Found);
    }

    /// <summary>Every digit of every layout is replaced: that one is reported, with its place, and the document is found all the same.</summary>
    [Theory]
    [InlineData(Passport)]
    [InlineData(Card)]
    [InlineData(LargeCard)]
    [InlineData(VisaA)]
    [InlineData(VisaB)]
    public void Checks_EachDigitForged_IsReportedAndTheDocumentStillMet(string text)
    {
        foreach (var check in Zone(text).Checks)
        {
            var lines = text.Split('\n').Select(line => line.ToCharArray()).ToArray();
            var forged = (char)('0' + ((check.Expected + 3) % 10));
            lines[check.Line - 1][check.Column - 1] = forged;
            var subject = new MatchSubject { MachineReadableZones = [string.Join('\n', lines.Select(line => new string(line)))] };

            var messages = Keys.Of(subject).Warnings.Where(warning => warning.Code == WarningCode.CheckDigit).Select(warning => warning.Message).ToList();
            messages.ShouldContain($"{check.Field} fails its check digit: {check.Expected} expected, {forged} found (line {check.Line}, character {check.Column})");
            Keys.Score(subject, new MatchSubject { MachineReadableZones = [text] }).Grade.ShouldBe(Grade.A);
        }
    }

    [Fact]
    public void Checks_OneDigitOfTheNumberForged_FailBothItsOwnAndTheWhole()
        => Zone(Passport.Replace("L898902C3", "L898903C3", StringComparison.Ordinal)).Checks.Where(check => !check.Holds).Select(check => check.Field).ShouldBe(["document number", "all fields"]);

    [Fact]
    public void LongNumber_OnALargerCard_GoesOnInOptionalData()
    {
        // Part 6 §4.2.2.2: the ninth character is followed by a filler, and the rest stands with its check digit in the optional data.
        const string text = "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8";
        var zone = Zone(text);

        zone.DocumentNumber.ShouldBe("D23145890734");
        zone.Checks[0].ShouldBe(new MrzCheck("document number", 9, '9', 2, 32));
        zone.Checks.ShouldAllBe(check => check.Holds);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData(" / ")]
    [InlineData("")]
    public void Lines_HoweverParted_AreRead(string between)
        => Zone(Passport.Replace("\n", between, StringComparison.Ordinal).ToLowerInvariant()).DocumentNumber.ShouldBe("L898902C3");

    [Fact]
    public void Lines_OfWrongLength_AreRefusedWithTheirLengths()
    {
        MachineReadableZone.TryParse(Passport[..^1], out _, out var cut).ShouldBeFalse();
        cut.ShouldBe("expected 3 lines of 30, 2 of 36 or 2 of 44 characters; found 44 and 43");

        // Both together have the right length, but every place in them would be a wrong one.
        MachineReadableZone.TryParse(Passport.Replace("<\n", "\n<", StringComparison.Ordinal), out _, out var shifted).ShouldBeFalse();
        shifted.ShouldBe("expected 3 lines of 30, 2 of 36 or 2 of 44 characters; found 43 and 45");
    }

    [Fact]
    public void Zone_WithAnyCharacterReplaced_IsReadOrRefusedWithAReason()
    {
        foreach (var text in new[] { Passport, Card, LargeCard, VisaA, VisaB })
        {
            for (var i = 0; i < text.Length; i++)
            {
                foreach (var replaced in "<A9Z\n/ é")
                {
                    var changed = text[..i] + replaced + text[(i + 1)..];
                    (MachineReadableZone.TryParse(changed, out var zone, out var reason) == (reason is null)).ShouldBeTrue();
                    (zone is null || zone.Checks.All(check => check.Expected is >= 0 and <= 9)).ShouldBeTrue();
                    Keys.Of(new MatchSubject { MachineReadableZones = [changed] }).Keys.ShouldAllBe(key => key.Value.Length > 1);
                }
            }
        }
    }

    private static MachineReadableZone Zone(string text) => MachineReadableZone.TryParse(text, out var zone, out var reason) ? zone : throw new ArgumentException(reason, nameof(text));
}

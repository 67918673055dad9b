namespace FedHub.Matching.Tests.Exact;

/// <summary>The specimens of ICAO 9303 parts 4 to 7.</summary>
public sealed class MachineReadableZoneTests
{
    private const string Passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    [Theory]
    [InlineData(Passport, MrzFormat.TD3, "L898902C3", "1974-08-12", "ZE184226B", 5)]
    [InlineData("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<", MrzFormat.TD1, "D23145890", "1974-08-12", "", 4)]
    [InlineData("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", MrzFormat.TD2, "D23145890", "1974-08-12", "", 4)]
    [InlineData("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<", MrzFormat.MrvA, "L8988901C", "1940-09-07", "6ZE184226B", 3)]
    [InlineData("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<", MrzFormat.MrvB, "L8988901C", "1940-09-07", "", 3)]
    public void TryParse_Specimen_ReadsFieldsAndAllChecksHold(string text, MrzFormat format, string number, string born, string optional, int checks)
    {
        MachineReadableZone.TryParse(text, out var zone, out var reason).ShouldBeTrue(reason);

        zone.Format.ShouldBe(format);
        (zone.Issuer, zone.DocumentNumber, zone.FamilyName, zone.GivenName).ShouldBe(("UTO", number, "ERIKSSON", "ANNA MARIA"));
        zone.DateOfBirth.ShouldBe(Keys.Date(born));
        zone.OptionalData.ShouldBe(optional);
        zone.Checks.Count.ShouldBe(checks);
        zone.Checks.ShouldAllBe(c => c.Holds);
    }

    [Fact]
    public void TryParse_LongNumberOnCard_GoesOnInOptionalData()
    {
        MachineReadableZone.TryParse("I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<", out var zone, out _).ShouldBeTrue();

        zone!.DocumentNumber.ShouldBe("D23145890734");
        zone.DateOfBirth.ShouldBe(Keys.Date("1934-07-12"));
        zone.Checks.ShouldAllBe(c => c.Holds);
    }

    [Fact]
    public void Derive_Passport_GivesDocumentNameAndBirth()
    {
        var subject = new MatchSubject { MachineReadableZones = [Passport.ToLowerInvariant()] };

        Keys.Texts(subject).ShouldContain("doc UTO:L898902C3");
        Keys.Codes(subject).ShouldBeEmpty();
        Keys.Score(subject, Keys.Person("Anna Maria Eriksson", "1974-08-12")).Grade.ShouldBe(Grade.A);
    }

    [Fact]
    public void Derive_EachDigitWrong_SaysWhichAndStillGivesKey()
    {
        var subject = new MatchSubject { MachineReadableZones = [Passport.Replace("L898902C36", "L898902C33", StringComparison.Ordinal)] };
        var derived = Keys.Of(subject);

        derived.Warnings.Select(w => w.Message).ShouldContain("document number fails its check digit: 6 expected, 3 found (line 2, character 10)");
        derived.Keys.Select(k => k.Value).ShouldContain("UTO:L898902C3");
    }

    [Fact]
    public void Derive_PersonalNumberInOptionalData_IsFound()
    {
        const string data = "N123456789KAZ8403072F3001019100000001468<<<<";
        var line = data[..28] + "840307450013<<" + data[42..];
        var subject = new MatchSubject { MachineReadableZones = ["P<KAZTESTOVA<<AIGERIM<<<<<<<<<<<<<<<<<<<<<<<" + "\n" + line] };

        Keys.Texts(subject).ShouldContain("pn KAZ:IIN:840307450013");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P<UTO")]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<1é")]
    public void TryParse_NoZone_GivesReason(string? text)
    {
        MachineReadableZone.TryParse(text, out var zone, out var reason).ShouldBeFalse();
        zone.ShouldBeNull();
        reason.ShouldNotBeNullOrEmpty();
    }
}

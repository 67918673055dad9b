using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub.Tests.LogHttp;

public sealed class LogReaderTests
{
    private static readonly MemberId _kaz = MemberId.Parse("KAZ");
    private static readonly AuditPayload _between = new(AuditKind.AnswerDelivered, MemberId.Parse("KGZ"), "q", [new("origin", "KAZ"), new("slot", "KGZ/persons/document")]);
    private static readonly AuditPayload _others = new(AuditKind.AnswerDelivered, MemberId.Parse("KGZ"), "q", [new("origin", "UZB"), new("slot", "KGZ/persons/document")]);
    private static readonly AuditPayload _forAll = new(AuditKind.DirectoryPublished, null, "1", [new("digest", "d")]);

    [Theory]
    [InlineData((int)LogReaderKind.Member)]
    [InlineData((int)LogReaderKind.NationalAuditor)]
    public void Country_ReadsWhatItIsAPartyTo_AndNothingElse(int kind)
    {
        var reader = new LogReader((LogReaderKind)kind, _kaz);

        reader.FormOf(_between).ShouldBe(OpeningForm.Whole);
        reader.FormOf(_others).ShouldBe(OpeningForm.Withheld);
        reader.FormOf(_forAll).ShouldBe(OpeningForm.Whole);
    }

    [Fact]
    public void RegionalAuditor_ReadsMetadataOfAll()
    {
        var reader = new LogReader(LogReaderKind.RegionalAuditor, null);

        reader.FormOf(_between).ShouldBe(OpeningForm.Metadata);
        reader.FormOf(_others).ShouldBe(OpeningForm.Metadata);
        reader.FormOf(_forAll).ShouldBe(OpeningForm.Whole);
    }

    [Fact]
    public void Anybody_ReadsNoOpening()
    {
        LogReader.Anybody.ReadsOpenings.ShouldBeFalse();
        LogReader.Anybody.FormOf(_forAll).ShouldBe(OpeningForm.Withheld);
        LogReader.Anybody.FormOf(_between).ShouldBe(OpeningForm.Withheld);
    }

    [Fact]
    public void Fields_OfAllKinds_AreEitherMetadataOrWithheldOnPurpose()
    {
        string[] withheld =
        [
            "query-digest", "officer", "agency", "credential", "legal-basis", "case-commitment", "search-record", "statement-digest", "sealed-digest",
            "content-digest", "outcomes-commitment", "files", "digest", "detail", "letter-digest",
        ];

        var unknown = AuditFields.ByKind.Values.SelectMany(fields => fields).Distinct().Where(field => !AuditMetadata.Fields.Contains(field)).Except(withheld);

        unknown.ShouldBeEmpty();
        AuditMetadata.Fields.Intersect(withheld).ShouldBeEmpty();
    }
}

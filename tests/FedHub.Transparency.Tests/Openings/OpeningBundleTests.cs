using FedHub.Cryptography.Match;

namespace FedHub.Transparency.Tests.Openings;

public sealed class OpeningBundleTests
{
    private static readonly BundleId _bundle = new(3, 17);
    private static readonly AuditNonce _nonce = Nonce();

    private static readonly ServedOpening[] _openings =
    [
        new(768, OpeningForm.Whole, _nonce, new byte[] { 1, 2, 3 }),
        ServedOpening.Erased(770),
        new(784, OpeningForm.Metadata, null, new byte[] { 4 }),
    ];

    [Fact]
    public void Bundle_AsBytes_IsTheDocumentedOne()
    {
        Convert.ToHexStringLower(OpeningBundle.Encode(_bundle, _openings)).ShouldBe(
            Convert.ToHexStringLower("fedhub-openings v1\n"u8)
                + "0001" + "000102030405060708090a0b0c0d0e0f" + "0003" + "010203"
                + "0203"
                + "1002" + "0001" + "04");
    }

    [Fact]
    public void Bundle_ReadBack_HasWhatWasWritten()
    {
        OpeningBundle.TryDecode(OpeningBundle.Encode(_bundle, _openings), _bundle, out var read).ShouldBeTrue();

        read.Select(opening => opening.Index).ShouldBe([768, 770, 784]);
        read.Select(opening => opening.Form).ShouldBe([OpeningForm.Whole, OpeningForm.Erased, OpeningForm.Metadata]);
        read[0].Nonce.ShouldBe(_nonce);
        read[1].Payload.Length.ShouldBe(0);
        read[2].Payload.ToArray().ShouldBe([4]);
    }

    [Fact]
    public void Bundle_OfNothingAllowed_IsItsTitleAlone()
    {
        var bytes = OpeningBundle.Encode(_bundle, []);

        bytes.Length.ShouldBe(19);
        OpeningBundle.TryDecode(bytes, _bundle, out var read).ShouldBeTrue();
        read.ShouldBeEmpty();
    }

    [Fact]
    public void Bundle_Fuzzed_IsRefusedOrGivesTheSameBytesBack()
    {
        var bytes = OpeningBundle.Encode(_bundle, _openings);
        foreach (var altered in Mutations.FlippedBits(bytes).Concat(Mutations.Fuzzed(bytes, 5000)))
        {
            if (OpeningBundle.TryDecode(altered, _bundle, out var read))
            {
                OpeningBundle.Encode(_bundle, read).ShouldBe(altered);
            }
        }
    }

    [Fact]
    public void Bundle_CutOffAnywhere_IsRefusedUnlessAWholeOpeningEndsThere()
    {
        var bytes = OpeningBundle.Encode(_bundle, _openings);
        var accepted = Enumerable.Range(0, bytes.Length + 1).Where(length => OpeningBundle.TryDecode(bytes.AsMemory(0, length), _bundle, out _));

        accepted.ShouldBe([19, 42, 44, 49]);
    }

    [Theory]
    [InlineData(767)]
    [InlineData(785)]
    public void Encode_EntryOfAnotherBundle_Throws(long index) =>
        Should.Throw<ArgumentException>(() => OpeningBundle.Encode(_bundle, [ServedOpening.Erased(index)]));

    [Fact]
    public void Encode_OutOfOrder_Throws() =>
        Should.Throw<ArgumentException>(() => OpeningBundle.Encode(_bundle, [ServedOpening.Erased(770), ServedOpening.Erased(769)]));

    [Fact]
    public void Opening_Whole_OpensItsLeafAndNoOther()
    {
        var payload = new AuditPayload(AuditKind.QuerySubmitted, MemberId.Parse("KAZ"), "q", []).Encode();
        var opening = ServedOpening.Whole(0, new AuditOpening(_nonce, payload));

        opening.Opens(new AuditLeaf(1, AuditCommitment.Compute(_nonce, payload))).ShouldBeTrue();
        opening.Opens(new AuditLeaf(1, AuditCommitment.Compute(_nonce, [1]))).ShouldBeFalse();
        ServedOpening.Erased(0).Opens(new AuditLeaf(1, AuditCommitment.Compute(_nonce, payload))).ShouldBeFalse();
        opening.ToString().ShouldBe("ServedOpening");
    }

    [Theory]
    [InlineData("openings/000", 0, 256)]
    [InlineData("openings/x001/234.p/17", 1234, 17)]
    public void Path_OfABundle_RoundTrips(string path, long index, int width)
    {
        OpeningsPath.TryParse(path, out var bundle).ShouldBeTrue();
        bundle.ShouldBe(new BundleId(index, width));
        OpeningsPath.Of(bundle).ShouldBe(path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("openings/")]
    [InlineData("openings/0")]
    [InlineData("openings/000/")]
    [InlineData("openings/000.p/0")]
    [InlineData("openings/000.p/256")]
    [InlineData("openings/tile/entries/000")]
    [InlineData("tile/entries/000")]
    [InlineData("/openings/000")]
    public void Path_Malformed_IsRefused(string? path) => OpeningsPath.TryParse(path, out _).ShouldBeFalse();

    [Fact]
    public void Metadata_OfAQuery_NamesNoOfficerAndNoCase()
    {
        var payload = Query("KAZ", ("officer", "o-1"), ("agency", "police"), ("purpose", "investigation"), ("legal-basis", "x"), ("case-commitment", "c"), ("part", "KGZ/persons/document 3 8 d"));

        AuditMetadata.Of(payload).Details.Select(detail => detail.Name).ShouldBe(["purpose", "part"]);
    }

    [Theory]
    [InlineData("KAZ", true)]
    [InlineData("KGZ", true)]
    [InlineData("UZB", true)]
    [InlineData("TJK", false)]
    public void Parties_OfAQuery_AreTheAskerAndThoseAsked(string country, bool expected)
    {
        var payload = Query("KAZ", ("officer", "TJK"), ("part", "KGZ/persons/document 3 8 d"), ("part", "UZB/objects/phone 1 1 d"), ("legal-basis", "TJK/"));

        AuditParties.Includes(payload, MemberId.Parse(country)).ShouldBe(expected);
        AuditParties.IsForAll(payload).ShouldBeFalse();
    }

    [Theory]
    [InlineData("KAZ", true)]
    [InlineData("KGZ", false)]
    public void Parties_OfTheHubsOwnAction_AreThoseThatItNames(string country, bool expected)
    {
        var action = new AuditPayload(AuditKind.AdministratorAction, null, "hub", [new("action", "budget-raised"), new("detail", "investigator KAZ/o-1 document 600: raid, not KGZX")]);

        AuditParties.Includes(action, MemberId.Parse(country)).ShouldBe(expected);
    }

    [Fact]
    public void ForAll_IsTheFederationsOwnBusinessOnly()
    {
        AuditKind[] open = [.. AuditKinds.All.Where(kind => AuditParties.IsForAll(new AuditPayload(kind, MemberId.Parse("KAZ"), "x", [])))];

        open.ShouldBe(
            [AuditKind.DirectoryPublished, AuditKind.MemberAdmitted, AuditKind.MemberSuspended, AuditKind.CredentialRevoked, AuditKind.LogKeyChanged, AuditKind.PayloadsErased]);
    }

    private static AuditPayload Query(string member, params (string Name, string Value)[] details) =>
        new(AuditKind.QuerySubmitted, MemberId.Parse(member), "q", [.. details.Select(detail => new AuditDetail(detail.Name, detail.Value))]);

    private static AuditNonce Nonce()
    {
        AuditNonce.TryFromBytes([.. Enumerable.Range(0, 16).Select(i => (byte)i)], out var nonce).ShouldBeTrue();
        return nonce;
    }
}

using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Protocol.Tests;

public sealed class MatchQueryVerifierTests : IDisposable
{
    private readonly TestFederation _federation = new();

    public void Dispose() => _federation.Dispose();

    [Fact]
    public void Verify_GoodQuery_GivesItsFields()
    {
        var envelope = _federation.SignQuery(_federation.Query());

        var query = Verify(envelope).OrThrow();

        query.Origin.ToString().ShouldBe("KAZ");
        query.Credential.OfficerId.ShouldBe("officer-1");
        query.Purpose.ShouldBe(Purpose.Investigation);
        query.Digest.ShouldBe(Digest.Of(envelope.Payload.Span));
        query.Parts.ShouldHaveSingleItem().Slot.ShouldBe(TestFederation.Slot);
        query.IsSelfTest.ShouldBeFalse();
    }

    [Fact]
    public void Charges_OfABulkScreening_AreNoneOfSingleSearches()
    {
        var message = _federation.Query();
        message.ScreeningId = ByteString.CopyFrom(ScreeningId.New().ToArray());
        var query = Verify(_federation.SignQuery(message)).OrThrow();
        var single = Verify(_federation.SignQuery(_federation.Query())).OrThrow();

        query.IsBulk.ShouldBeTrue();
        query.Screening!.Value.ToArray().ShouldBe(message.ScreeningId.ToByteArray());
        BudgetCharge.For(query, query.Parts[0]).Select(charge => charge.Scope).ShouldBe([BudgetScope.BulkInvestigator, BudgetScope.BulkAgency, BudgetScope.BulkMember]);
        BudgetCharge.For(single, single.Parts[0]).Select(charge => charge.Scope).ShouldBe([BudgetScope.Investigator, BudgetScope.Agency, BudgetScope.Member]);
    }

    [Fact]
    public void ScreeningId_Text_RoundTrips()
    {
        var id = ScreeningId.New();

        ScreeningId.TryParse(id.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(id);
        ScreeningId.TryParse("5d41402abc4b2a76b9719d911017c59", out _).ShouldBeFalse();
        ScreeningId.TryParse("zd41402abc4b2a76b9719d911017c592", out _).ShouldBeFalse();
    }

    public static TheoryData<string, Action<MatchQuery>, ErrorCode> AlteredFields() => new()
    {
        { "id", query => query.QueryId = ByteString.CopyFrom(new byte[16]), ErrorCode.Malformed },
        { "origin", query => query.Origin = "XXX", ErrorCode.NotAMember },
        { "origin of another member", query => query.Origin = "UZB", ErrorCode.Malformed },
        { "node key", query => query.NodeKeyId = ByteString.CopyFrom(new byte[16]), ErrorCode.SignatureInvalid },
        { "no credential", query => query.Credential = null, ErrorCode.Malformed },
        { "purpose unknown", query => query.Purpose = (Contracts.Common.V1.Purpose)99, ErrorCode.Malformed },
        { "purpose not in the credential", query => query.Purpose = Contracts.Common.V1.Purpose.BorderCheck, ErrorCode.CredentialInvalid },
        { "no legal basis", query => query.LegalBasis = " ", ErrorCode.Malformed },
        { "short commitment", query => query.CaseCommitment = ByteString.CopyFrom(new byte[31]), ErrorCode.Malformed },
        { "no urgency", query => query.Urgency = Contracts.Query.V1.Urgency.Unspecified, ErrorCode.Malformed },
        { "an hour ahead", query => Shift(query, TimeSpan.FromHours(1)), ErrorCode.ClockSkew },
        { "an hour behind", query => Shift(query, -TimeSpan.FromMinutes(59)), ErrorCode.Expired },
        { "before the credential", query => Shift(query, -TimeSpan.FromHours(2)), ErrorCode.CredentialInvalid },
        { "interactive for a minute", query => query.ExpiresAtMs = TestFederation.Now.AddMinutes(1).ToUnixTimeMilliseconds(), ErrorCode.LifetimeTooLong },
        { "eight days long", query => query.ExpiresAtMs = TestFederation.Now.AddDays(8).ToUnixTimeMilliseconds(), ErrorCode.LifetimeTooLong },
        { "ends before it begins", query => query.ExpiresAtMs = query.CreatedAtMs - 1, ErrorCode.LifetimeTooLong },
        { "directory", query => query.DirectoryVersion = 2, ErrorCode.DirectoryStale },
        { "screening of 15 bytes", query => query.ScreeningId = ByteString.CopyFrom(new byte[15]), ErrorCode.Malformed },
        { "no parts", query => query.Parts.Clear(), ErrorCode.Malformed },
        { "part twice", query => query.Parts.Add(query.Parts[0].Clone()), ErrorCode.Malformed },
        { "odd count", query => query.Parts[0].Count = 9, ErrorCode.Malformed },
        { "asks itself", query => query.Parts[0].Slot.Member = "KAZ", ErrorCode.Malformed },
        { "class unknown", query => query.Parts[0].Slot.IdentifierClass = (Contracts.Common.V1.IdentifierClass)9, ErrorCode.Malformed },
    };

    [Theory]
    [MemberData(nameof(AlteredFields))]
    public void Verify_FieldWrongAndSigned_IsRefusedWithItsCode(string field, Action<MatchQuery> alter, ErrorCode expected)
    {
        var query = _federation.Query();
        alter(query);

        Verify(_federation.SignQuery(query)).Refusal!.Code.ShouldBe(expected, field);
    }

    [Fact]
    public void Verify_AnyByteAlteredAfterSigning_IsRefused()
    {
        var envelope = _federation.SignQuery(_federation.Query());
        var payload = envelope.Payload.ToArray();
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= 1;
            Verify(new Envelope(envelope.PayloadType, payload.ToArray(), envelope.Signatures)).Value.ShouldBeNull($"byte {i}");
            payload[i] ^= 1;
        }
    }

    [Fact]
    public void Verify_OnlyTheNodeSigned_IsRefused()
    {
        var envelope = Envelope.Sign(PayloadTypes.MatchQuery, _federation.Query().ToByteArray(), _federation.KazNode);

        Verify(envelope).Refusal!.Code.ShouldBe(ErrorCode.SignatureInvalid);
    }

    [Fact]
    public void Verify_SignedAsAnotherMessage_IsRefused()
    {
        var envelope = Envelope.Sign(PayloadTypes.DisclosureRequest, _federation.Query().ToByteArray(), _federation.Officer, _federation.KazNode);

        Verify(envelope).Refusal!.Code.ShouldBe(ErrorCode.SignatureInvalid);
    }

    [Fact]
    public void Verify_CredentialOfAnotherNode_IsRefused()
    {
        var query = _federation.Query();
        query.Credential = EnvelopeCodec.ToProto(_federation.Credential().Sign(_federation.UzbNode));

        Verify(_federation.SignQuery(query)).Refusal!.Code.ShouldBe(ErrorCode.CredentialInvalid);
    }

    [Fact]
    public void Verify_CredentialOfThirteenHours_IsRefused()
    {
        var query = _federation.Query();
        var credential = _federation.Credential();
        query.Credential = EnvelopeCodec.ToProto((credential with { ExpiresAt = credential.IssuedAt.AddHours(13) }).Sign(_federation.KazNode));

        Verify(_federation.SignQuery(query)).Refusal!.Code.ShouldBe(ErrorCode.CredentialInvalid);
    }

    [Fact]
    public void Verify_NodeWithAClockAnHourFast_IsToldOfItsClock()
    {
        var query = _federation.Query();
        Shift(query, TimeSpan.FromHours(1));
        var issuedAt = TestFederation.Now.AddHours(1);
        var credential = _federation.Credential() with { IssuedAt = issuedAt, ExpiresAt = issuedAt.AddHours(12) };
        query.Credential = EnvelopeCodec.ToProto(credential.Sign(_federation.KazNode));

        Verify(_federation.SignQuery(query)).Refusal!.Code.ShouldBe(ErrorCode.ClockSkew);
    }

    [Fact]
    public void Verify_RevokedCredential_IsRefused() =>
        MatchQueryVerifier.Verify(_federation.SignQuery(_federation.Query()), _federation.Directory, TestFederation.Now, _ => true)
            .Refusal!.Code.ShouldBe(ErrorCode.CredentialInvalid);

    [Fact]
    public void Verify_SuspendedOrigin_IsRefused()
    {
        var document = DirectoryDocument.After(_federation.Signed);
        document.SetSuspended(MemberId.Parse("KAZ"), suspended: true);
        var directory = DirectoryVerifier.VerifySuccessor(
            document.Sign(TestFederation.Now, TimeSpan.FromDays(1), _federation.FederationKey), _federation.Directory).OrThrow();

        MatchQueryVerifier.Verify(_federation.SignQuery(_federation.Query()), directory, TestFederation.Now)
            .Refusal!.Code.ShouldBe(ErrorCode.Suspended);
    }

    private Checked<VerifiedQuery> Verify(Envelope envelope) => MatchQueryVerifier.Verify(envelope, _federation.Directory, TestFederation.Now);

    private static void Shift(MatchQuery query, TimeSpan by)
    {
        query.CreatedAtMs += (long)by.TotalMilliseconds;
        query.ExpiresAtMs += (long)by.TotalMilliseconds;
    }
}

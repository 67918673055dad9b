using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Protocol.Tests;

public sealed class StatementVerifierTests : IDisposable
{
    private static readonly byte[] _sealed = [1, 2, 3];

    private readonly TestFederation _federation = new();

    public void Dispose() => _federation.Dispose();

    [Fact]
    public void Answer_SignedByTheSlotsMember_IsAccepted()
    {
        var answer = AnswerVerifier.Verify(Answer(_federation.UzbNode), _sealed, _federation.Directory, TestFederation.Now).OrThrow();

        answer.Slot.ShouldBe(TestFederation.Slot);
        answer.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Answer_SignedByAnotherMember_IsRefused() =>
        AnswerVerifier.Verify(Answer(_federation.KazNode), _sealed, _federation.Directory, TestFederation.Now)
            .Refusal!.Code.ShouldBe(ErrorCode.SignatureInvalid);

    [Fact]
    public void Answer_SealedBytesChanged_IsRefused() =>
        AnswerVerifier.Verify(Answer(_federation.UzbNode), [1, 2, 4], _federation.Directory, TestFederation.Now)
            .Refusal!.Code.ShouldBe(ErrorCode.PartDigestMismatch);

    [Fact]
    public void Disclosure_RequestAndAnswer_VerifyByTheirOwnSides()
    {
        var request = Request();
        var signed = Envelope.Sign(PayloadTypes.DisclosureRequest, request.ToByteArray(), _federation.KazNode);

        DisclosureVerifier.VerifyRequest(signed, _sealed, _federation.Directory, TestFederation.Now).OrThrow().Collection.ToString().ShouldBe("persons");
        DisclosureVerifier.VerifyRequest(signed, [9], _federation.Directory, TestFederation.Now).Refusal!.Code.ShouldBe(ErrorCode.PartDigestMismatch);
        DisclosureVerifier.VerifyRequest(signed, _sealed, _federation.Directory, TestFederation.Now.AddHours(1)).Refusal!.Code.ShouldBe(ErrorCode.Expired);
        DisclosureVerifier.VerifyRequest(signed, _sealed, _federation.Directory, TestFederation.Now.AddHours(-1)).Refusal!.Code.ShouldBe(ErrorCode.ClockSkew);
        var forged = Envelope.Sign(PayloadTypes.DisclosureRequest, request.ToByteArray(), _federation.UzbNode);
        DisclosureVerifier.VerifyRequest(forged, _sealed, _federation.Directory, TestFederation.Now).Refusal!.Code.ShouldBe(ErrorCode.SignatureInvalid);
    }

    [Fact]
    public void DisclosureAnswer_WithoutCommitment_IsRefused()
    {
        var statement = new DisclosureStatement
        {
            QueryId = Request().QueryId,
            RequestDigest = ByteString.CopyFrom(new byte[32]),
            Owner = "UZB",
            SealedAnswerDigest = ByteString.CopyFrom(Digest.Of(_sealed).AsSpan()),
            AnsweredAtMs = TestFederation.Now.ToUnixTimeMilliseconds(),
        };

        Verify(statement).Refusal!.Code.ShouldBe(ErrorCode.Malformed);
        statement.OutcomesCommitment = ByteString.CopyFrom(new byte[32]);
        Verify(statement).OrThrow().Owner.ToString().ShouldBe("UZB");
    }

    [Fact]
    public void Manifest_RoundTrip_KeepsFieldsAndChecksSize()
    {
        var manifest = Manifest(entries: 1024);

        var read = ManifestVerifier.Verify(manifest.Sign(_federation.UzbNode), _federation.Directory, TestFederation.Now).OrThrow().Manifest;

        read.Slot.ShouldBe(manifest.Slot);
        read.PublicKey.ShouldBe(manifest.PublicKey);
        read.Files.ShouldBe(manifest.Files);
        read.Admits(MemberId.Parse("KAZ"), "police", Purpose.Investigation).ShouldBeTrue();
        read.Admits(MemberId.Parse("KAZ"), "customs", Purpose.Investigation).ShouldBeFalse();
        read.Admits(MemberId.Parse("KAZ"), "police", Purpose.BorderCheck).ShouldBeFalse();
        read.Admits(MemberId.Parse("TJK")).ShouldBeFalse();
    }

    [Fact]
    public void Manifest_StuffedFilter_IsRefused()
    {
        ManifestVerifier.Verify(Manifest(entries: 5_000).Sign(_federation.UzbNode), _federation.Directory, TestFederation.Now)
            .Refusal!.Code.ShouldBe(ErrorCode.FailedPrecondition, "above the ceiling of 4,096");
        ManifestVerifier.Verify((Manifest(entries: 1025) with { TagBits = 40 }).Sign(_federation.UzbNode), _federation.Directory, TestFederation.Now)
            .Refusal!.Code.ShouldBe(ErrorCode.FailedPrecondition, "40 bits carry 1,024 entries");
    }

    [Fact]
    public void Manifest_SignedByAnotherMember_IsRefused() =>
        ManifestVerifier.Verify(Manifest(entries: 1024).Sign(_federation.KazNode), _federation.Directory, TestFederation.Now)
            .Refusal!.Code.ShouldBe(ErrorCode.SignatureInvalid);

    [Fact]
    public void Verifiers_MutatedBytes_NeverThrow()
    {
        var seeds = new[]
        {
            Answer(_federation.UzbNode), Envelope.Sign(PayloadTypes.DisclosureRequest, Request().ToByteArray(), _federation.KazNode),
            Manifest(entries: 1024).Sign(_federation.UzbNode), _federation.SignQuery(_federation.Query()), _federation.Credential().Sign(_federation.KazNode),
        };
        foreach (var seed in seeds)
        {
            for (var i = 0; i < seed.Payload.Length; i++)
            {
                var bytes = seed.Payload.ToArray();
                bytes[i] = (byte)(bytes[i] * 31 + 7);
                var altered = new Envelope(seed.PayloadType, bytes.AsMemory(0, i % 3 == 0 ? i : bytes.Length), seed.Signatures);
                AnswerVerifier.Verify(altered, _sealed, _federation.Directory, TestFederation.Now).Value.ShouldBeNull();
                DisclosureVerifier.VerifyRequest(altered, _sealed, _federation.Directory, TestFederation.Now).Value.ShouldBeNull();
                DisclosureVerifier.VerifyAnswer(altered, _sealed, _federation.Directory, TestFederation.Now).Value.ShouldBeNull();
                ManifestVerifier.Verify(altered, _federation.Directory, TestFederation.Now).Value.ShouldBeNull();
                MatchQueryVerifier.Verify(altered, _federation.Directory, TestFederation.Now).Value.ShouldBeNull();
                _ = InvestigatorCredential.Decode(altered.Payload);
            }
        }
    }

    private static Envelope Answer(SigningKey signer) => Envelope.Sign(
        PayloadTypes.MatchAnswer,
        new AnswerStatement
        {
            QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray()),
            QueryDigest = ByteString.CopyFrom(new byte[32]),
            Slot = SlotCodec.ToProto(TestFederation.Slot),
            SealedAnswerDigest = ByteString.CopyFrom(Digest.Of(_sealed).AsSpan()),
            AnsweredAtMs = TestFederation.Now.ToUnixTimeMilliseconds(),
        }.ToByteArray(),
        signer);

    private static DisclosureRequest Request() => new()
    {
        QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray()),
        QueryDigest = ByteString.CopyFrom(new byte[32]),
        Origin = "KAZ",
        Owner = "UZB",
        Collection = "persons",
        SealedContentDigest = ByteString.CopyFrom(Digest.Of(_sealed).AsSpan()),
        CreatedAtMs = TestFederation.Now.ToUnixTimeMilliseconds(),
        ExpiresAtMs = TestFederation.Now.AddMinutes(5).ToUnixTimeMilliseconds(),
        DirectoryVersion = 1,
    };

    private static Manifest Manifest(long entries)
    {
        using var key = SlotKey.Derive(new byte[32], TestFederation.Slot, new EpochNumber(1));
        return new Manifest(
            TestFederation.Slot, new EpochNumber(1), 1, TestFederation.Now, TestFederation.Now.AddDays(7), key.PublicKey, [TestFederation.RuleSet],
            1, 48, [new ManifestFile(0, Digest.Of("f"u8), 64 + (entries * 6), entries)],
            [new ManifestAdmission(MemberId.Parse("KAZ"), [Purpose.Investigation], ["police"])], TestFederation.Now);
    }

    private Checked<VerifiedDisclosureAnswer> Verify(DisclosureStatement statement) => DisclosureVerifier.VerifyAnswer(
        Envelope.Sign(PayloadTypes.DisclosureAnswer, statement.ToByteArray(), _federation.UzbNode), _sealed, _federation.Directory, TestFederation.Now);
}

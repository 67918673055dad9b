using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol.Tests;

public sealed class DirectoryVerifierTests : IDisposable
{
    private readonly TestFederation _federation = new();

    public void Dispose() => _federation.Dispose();

    [Fact]
    public void VerifyFirst_SignedByTrustedKey_ListsMembersByTlsKey()
    {
        _federation.Directory.Version.ShouldBe(1UL);
        _federation.Directory.FindByTlsKey(Digest.Of("KAZ tls"u8), TestFederation.Now)!.Id.ToString().ShouldBe("KAZ");
        _federation.Directory.FindByTlsKey(Digest.Of("other"u8), TestFederation.Now).ShouldBeNull();
        _federation.Directory.FindByTlsKey(Digest.Of("KAZ tls"u8), TestFederation.Now.AddDays(-2)).ShouldBeNull();
        _federation.Directory.IsHubTlsKey(Digest.Of("hub tls"u8), TestFederation.Now).ShouldBeTrue();
    }

    [Fact]
    public void VerifyFirst_SignedByAnotherKey_IsRefused()
    {
        using var other = SigningKey.Generate();
        var trust = new DirectoryTrust("test", new FederationKeySet(1, [other.PublicKey]));

        DirectoryVerifier.VerifyFirst(_federation.Signed, trust).Refusal!.Code.ShouldBe(ErrorCode.SignatureInvalid);
    }

    [Fact]
    public void VerifyFirst_OneSignatureTwice_DoesNotReachAThresholdOfTwo()
    {
        using var second = SigningKey.Generate();
        var trust = new DirectoryTrust("test", new FederationKeySet(2, [_federation.FederationKey.PublicKey, second.PublicKey]));
        var twice = new Envelope(
            _federation.Signed.PayloadType, _federation.Signed.Payload, [.. _federation.Signed.Signatures, .. _federation.Signed.Signatures]);

        DirectoryVerifier.VerifyFirst(twice, trust).Refusal!.Code.ShouldBe(ErrorCode.SignatureInvalid);
    }

    [Fact]
    public void VerifyFirst_OtherFederationName_IsRefused() =>
        DirectoryVerifier.VerifyFirst(_federation.Signed, _federation.Trust with { Federation = "other" })
            .Refusal!.Code.ShouldBe(ErrorCode.FailedPrecondition);

    [Fact]
    public void VerifySuccessor_NextVersion_SuspendsMember()
    {
        var document = DirectoryDocument.After(_federation.Signed);
        document.SetSuspended(MemberId.Parse("UZB"), suspended: true).ShouldBeTrue();

        var next = DirectoryVerifier.VerifySuccessor(
            document.Sign(TestFederation.Now, TimeSpan.FromDays(90), _federation.FederationKey), _federation.Directory).OrThrow();

        next.Version.ShouldBe(2UL);
        next.Member(MemberId.Parse("UZB"))!.Suspended.ShouldBeTrue();
        next.Member(MemberId.Parse("KAZ"))!.Suspended.ShouldBeFalse();
    }

    [Fact]
    public void VerifySuccessor_SameVersionAgain_IsRefusedAndNamesTheHeldOne()
    {
        var refusal = DirectoryVerifier.VerifySuccessor(_federation.Signed, _federation.Directory).Refusal!;

        refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        refusal.HeldVersion.ShouldBe(1UL);
    }

    [Fact]
    public void VerifyFirst_LongerThanNinetyDays_IsRefused()
    {
        var document = DirectoryDocument.New(_federation.Trust);
        document.SetRuleSet(1, TestFederation.RuleSet);
        var signed = document.Sign(TestFederation.Now, TimeSpan.FromDays(91), _federation.FederationKey);

        DirectoryVerifier.VerifyFirst(signed, _federation.Trust).Refusal!.Code.ShouldBe(ErrorCode.LifetimeTooLong);
    }

    [Fact]
    public void Sign_TwoMembersShareAKey_IsRefused()
    {
        var document = DirectoryDocument.New(_federation.Trust);
        document.SetRuleSet(1, TestFederation.RuleSet);
        document.Admit(TestFederation.Descriptor("KAZ", _federation.KazNode));
        document.Admit(TestFederation.Descriptor("UZB", _federation.UzbNode, Digest.Of("KAZ tls"u8)));

        Should.Throw<FedHubException>(() => document.Sign(TestFederation.Now, TimeSpan.FromDays(1), _federation.FederationKey))
            .Refusal.Code.ShouldBe(ErrorCode.Malformed);
    }

    [Fact]
    public void VerifyFirst_AnyMutatedByte_IsNeverAccepted()
    {
        var payload = _federation.Signed.Payload.ToArray();
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= 0x40;
            var altered = new Envelope(_federation.Signed.PayloadType, payload.ToArray(), _federation.Signed.Signatures);
            DirectoryVerifier.VerifyFirst(altered, _federation.Trust).Value.ShouldBeNull();
            payload[i] ^= 0x40;
        }
    }

    [Fact]
    public void Trust_JsonRoundTrip_KeepsKeys()
    {
        var read = DirectoryTrust.FromJson(_federation.Trust.ToJson());

        read.Federation.ShouldBe("test");
        read.Keys.IsSameAs(_federation.Trust.Keys).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"federation\":\"x\",\"threshold\":1,\"keys\":[\"00\"]}")]
    [InlineData("{\"federation\":\"x\",\"treshold\":1,\"keys\":[]}")]
    [InlineData("not json")]
    public void Trust_BadFile_SaysWhatIsWrong(string json) =>
        Should.Throw<FedHubException>(() => DirectoryTrust.FromJson(json)).Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
}

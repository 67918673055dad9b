using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Protocol.Tests.Log;

public sealed class MemberLogTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _kaz = MemberId.Parse("KAZ");

    [Fact]
    public void Member_WithALogKey_GivesAPolicyThatTrustsThatLogAndNobodyElse()
    {
        using var key = SigningKey.Generate();
        using var other = SigningKey.Generate();

        var log = MemberLog.Of(Member(new ListedKey(KeyUse.Log, key.PublicKey.ToArray(), _now, null)), _now).ShouldNotBeNull();

        TrustPolicy.TryParse(Encoding.UTF8.GetBytes(log.PolicyText), out var policy, out _).ShouldBeTrue();
        policy!.Verify(Signed(key), _now).IsAccepted.ShouldBeTrue();
        policy.Verify(Signed(other), _now).IsAccepted.ShouldBeFalse();
        log.Key.Name.ToString().ShouldBe($"KAZ.fedhub/node-log/{Digest.Of(key.PublicKey.ToArray()).ToString()[..16]}");
        log.PolicyText.ShouldEndWith("\nquorum none\n");
    }

    [Fact]
    public void Member_WithoutALogKeyOrWithOneThatEnded_HasNone()
    {
        using var key = SigningKey.Generate();

        MemberLog.Of(Member(), _now).ShouldBeNull();
        MemberLog.Of(Member(new ListedKey(KeyUse.Log, key.PublicKey.ToArray(), _now.AddDays(-2), _now.AddDays(-1))), _now).ShouldBeNull();
        MemberLog.Of(Member(new ListedKey(KeyUse.Witness, key.PublicKey.ToArray(), _now, null)), _now).ShouldBeNull();
    }

    private static SignedCheckpoint Signed(SigningKey key)
    {
        var signer = new NoteSigner(LogNames.NodeOrigin(_kaz, key.PublicKey), key);
        return SignedCheckpoint.Sign(new Checkpoint(signer.VerificationKey.Name.ToString(), TreeHead.Empty), signer);
    }

    private static ListedMember Member(params ListedKey[] keys) => new(_kaz, "Kazakhstan", Suspended: false, keys, [], [new ListedDesk("Desk", "desk@example.org")]);
}

using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Protocol.Tests.Log;

/// <summary>Whom a directory trusts with the log.</summary>
public sealed class FederationLogTests : IDisposable
{
    private readonly SigningKey _federation = SigningKey.Generate();
    private readonly SigningKey _log = SigningKey.Generate();
    private readonly DirectoryTrust _trust;

    public FederationLogTests() => _trust = new DirectoryTrust("central asia+", new FederationKeySet(1, [_federation.PublicKey]));

    private static DateTimeOffset Now => TestFederation.Now;

    public void Dispose()
    {
        _federation.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void Directory_WithoutALogKey_TrustsNone() => FederationLog.Of(Directory(["KAZ"], listsLog: false), Now).ShouldBeNull();

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    public void Quorum_IsTheMajorityFromThreeWitnessesOn(int witnesses, int? threshold)
    {
        string[] all = ["KAZ", "KGZ", "TJK", "TKM", "UZB"];

        var log = FederationLog.Of(Directory(all[..witnesses]), Now).ShouldNotBeNull();

        log.Policy.Witnesses.Select(witness => witness.Name).ShouldBe(all[..witnesses]);
        (log.Policy.Quorum as PolicyGroup)?.Threshold.ShouldBe(threshold!.Value);
        (log.Policy.Quorum is null).ShouldBe(threshold is null);
    }

    [Fact]
    public void SuspendedMembers_AreNoWitnesses()
    {
        var log = FederationLog.Of(Directory(["KAZ", "KGZ", "TJK"], change: document => document.SetSuspended(MemberId.Parse("KGZ"), suspended: true)), Now);

        log.ShouldNotBeNull().Policy.Witnesses.Select(witness => witness.Name).ShouldBe(["KAZ", "TJK"]);
        log.Policy.Quorum.ShouldBeNull();
    }

    [Fact]
    public void Names_FollowFromFederationAndKey_AndHoldNothingThatANameMayNot()
    {
        var log = FederationLog.Of(Directory(["KAZ"]), Now).ShouldNotBeNull();

        log.Key.Name.ToString().ShouldBe($"central%20asia%2B.fedhub/log/{Convert.ToHexStringLower(Digest.Of(_log.PublicKey.ToArray()).AsSpan()[..8])}");
        log.Policy.Witnesses.Single().Key.Name.ToString().ShouldBe("central%20asia%2B.fedhub/witness/KAZ");
        using var other = SigningKey.Generate();
        LogNames.Origin("central asia+", other.PublicKey).ShouldNotBe(log.Key.Name);
    }

    [Fact]
    public void Policy_AsText_IsThePolicy()
    {
        var log = FederationLog.Of(Directory(["KAZ", "KGZ", "TJK"]), Now).ShouldNotBeNull();

        TrustPolicy.TryParse(System.Text.Encoding.UTF8.GetBytes(log.PolicyText), out var parsed, out _).ShouldBeTrue();
        parsed.Logs.Single().Key.ShouldBe(log.Key);
        log.PolicyText.ShouldEndWith("group countries 2 KAZ KGZ TJK\nquorum countries\n");
    }

    [Fact]
    public void LogKey_SetAgain_ReplacesTheOneBeforeAndNoOther()
    {
        using var next = SigningKey.Generate();
        var directory = Directory(["KAZ"], change: document => document.SetLogKey(next.PublicKey, Now.AddHours(-1)));

        directory.LogKeyAt(Now).ShouldBe(next.PublicKey);
        directory.LogKeyAt(Now.AddHours(-2)).ShouldBeNull();
        directory.IsHubTlsKey(Digest.Of("hub"u8), Now).ShouldBeTrue();
    }

    private FederationDirectory Directory(IEnumerable<string> members, bool listsLog = true, Action<DirectoryDocument>? change = null)
    {
        var document = DirectoryDocument.New(_trust);
        foreach (var member in members)
        {
            using var node = SigningKey.Generate();
            using var witness = SigningKey.Generate();
            var key = $$"""{"use":"KEY_USE_WITNESS","key":"{{Convert.ToBase64String(witness.PublicKey.ToArray())}}","validFromMs":"{{Now.AddDays(-1).ToUnixTimeMilliseconds()}}"}""";
            document.Admit(TestFederation.Descriptor(member, node).Replace("\"keys\":[", "\"keys\":[" + key + ",", StringComparison.Ordinal));
        }

        document.SetHubTlsKey(Digest.Of("hub"u8), Now.AddDays(-1));
        if (listsLog)
        {
            document.SetLogKey(_log.PublicKey, Now.AddDays(-1));
        }

        document.SetRuleSet(1, TestFederation.RuleSet);
        change?.Invoke(document);
        return DirectoryVerifier.VerifyFirst(document.Sign(Now, TimeSpan.FromDays(90), _federation), _trust).OrThrow();
    }
}

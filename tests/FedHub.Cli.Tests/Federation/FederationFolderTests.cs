using FedHub.Cli.Federation;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Federation;

public sealed class FederationFolderTests : IDisposable
{
    private const string Passphrase = "a passphrase for tests";
    private static readonly PassphraseCost _cheap = new(1, 1);

    private readonly TemporaryFolder _folder = new();
    private readonly FederationFolder _federation;
    private readonly DirectoryTrust _trust;

    public FederationFolderTests()
    {
        _federation = new FederationFolder(_folder.File("federation"), TimeProvider.System);
        _trust = _federation.Create("test-federation", keyCount: 3, threshold: 2, Passphrase, _cheap);
    }

    [Fact]
    public void Sign_FirstDirectory_VerifiesWithTheTrustFile()
    {
        _federation.SetHub(Digest.Of("hub"u8));
        var (directory, version) = _federation.Sign(Passphrase);

        version.ShouldBe(1UL);
        var trust = DirectoryTrust.FromJson(File.ReadAllText(_federation.TrustFile));
        var verified = DirectoryVerifier.VerifyFirst(directory, trust).OrThrow();
        verified.Federation.ShouldBe("test-federation");
        verified.IsHubTlsKey(Digest.Of("hub"u8), TimeProvider.System.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public void Sign_Twice_GivesASuccessor()
    {
        _federation.SetHub(Digest.Of("hub"u8));
        var first = DirectoryVerifier.VerifyFirst(_federation.Sign(Passphrase).Directory, _trust).OrThrow();
        var (second, version) = _federation.Sign(Passphrase);

        version.ShouldBe(2UL);
        DirectoryVerifier.VerifySuccessor(second, first).OrThrow().Version.ShouldBe(2UL);
    }

    [Fact]
    public void Sign_WrongPassphrase_IsRefused()
        => Should.Throw<CliFailureException>(() => _federation.Sign("another passphrase")).ExitCode.ShouldBe(ExitCode.Usage);

    [Fact]
    public void Create_FederationInPlace_IsNeverOverwritten()
    {
        var before = File.ReadAllText(_federation.TrustFile);

        Should.Throw<CliFailureException>(() => _federation.Create("other", 1, 1, Passphrase, _cheap));

        File.ReadAllText(_federation.TrustFile).ShouldBe(before);
    }

    [Fact]
    public void SetSuspended_UnknownMember_IsRefused()
        => Should.Throw<CliFailureException>(() => _federation.SetSuspended(MemberId.Parse("KGZ"), suspended: true)).Message.ShouldContain("KGZ");

    [Fact]
    public void Sign_MemberWithALogKey_WritesThePolicyOfItsNodesLog()
    {
        using var key = SigningKey.Generate();
        var member = new ListedMember(
            MemberId.Parse("KAZ"), "Kazakhstan", Suspended: false,
            [Key(KeyUse.Signing, 1), Key(KeyUse.Sealing, 2), Key(KeyUse.Tls, 3), new ListedKey(KeyUse.Log, key.PublicKey.ToArray(), TimeProvider.System.GetUtcNow().AddDays(-1), null)],
            [], [new ListedDesk("Desk", "desk@example.org")]);
        _federation.Admit(new FedHub.Node.Keys.MemberDescriptor(member).ToJson());

        _federation.Sign(Passphrase);

        File.ReadAllText(_federation.NodePolicyFile(MemberId.Parse("KAZ"))).ShouldContain($"\nlog {LogNames.NodeLogKey(MemberId.Parse("KAZ"), key.PublicKey)}\nquorum none\n");

        static ListedKey Key(KeyUse use, byte seed)
        {
            using var pair = SigningKey.ImportSeed(Digest.Of([seed]).ToArray());
            return new ListedKey(use, pair.PublicKey.ToArray(), TimeProvider.System.GetUtcNow().AddDays(-1), null);
        }
    }

    [Fact]
    public void Admit_NonsenseDescriptor_IsRefused()
        => Should.Throw<FedHubException>(() => _federation.Admit("{\"id\":3")).Refusal.Code.ShouldBe(ErrorCode.InvalidInput);

    public void Dispose() => _folder.Dispose();
}

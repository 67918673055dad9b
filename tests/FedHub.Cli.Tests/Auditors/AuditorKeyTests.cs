using FedHub.Cli.Auditors;
using FedHub.Cryptography;

namespace FedHub.Cli.Tests.Auditors;

public sealed class AuditorKeyTests : IDisposable
{
    private static readonly PassphraseCost _cheap = new(1, 1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_RightPassphrase_OpensWhatWasSealedToThePublicKey()
    {
        var publicKey = AuditorKey.Create(_folder.File("auditor.key"), "a passphrase for tests", _cheap)!.Value;

        var (status, key) = AuditorKey.Load(_folder.File("auditor.key"), "a passphrase for tests");

        status.ShouldBe(KeyFileStatus.Ok);
        using (key)
        {
            key!.TryOpen(publicKey.Seal([1, 2, 3]), out var opened).ShouldBeTrue();
            opened.ShouldBe([1, 2, 3]);
        }
    }

    [Fact]
    public void Load_WrongPassphrase_GivesNothing()
    {
        AuditorKey.Create(_folder.File("auditor.key"), "a passphrase for tests", _cheap);

        AuditorKey.Load(_folder.File("auditor.key"), "another passphrase").ShouldBe((KeyFileStatus.WrongKey, null));
    }

    [Fact]
    public void Create_KeyInPlace_IsNeverOverwritten()
    {
        AuditorKey.Create(_folder.File("auditor.key"), "a passphrase for tests", _cheap);
        var before = File.ReadAllText(_folder.File("auditor.key"));

        AuditorKey.Create(_folder.File("auditor.key"), "a passphrase for tests", _cheap).ShouldBeNull();

        File.ReadAllText(_folder.File("auditor.key")).ShouldBe(before);
    }
}

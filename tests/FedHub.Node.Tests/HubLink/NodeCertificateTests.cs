using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Grpc;
using FedHub.Node.HubLink;
using FedHub.Node.Keys;
using FedHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Node.Tests.HubLink;

/// <summary>The node's certificate while it runs: files that change, a key that is rotated, a renewal over the hub.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class NodeCertificateTests : IAsyncLifetime
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private TestFederation _federation = null!;
    private X509Certificate2 _root = null!;

    private NodeComponents Owner => _federation.Owner;

    private Node.Configuration.TlsFiles Tls => Owner.Configuration.Tls;

    public async Task InitializeAsync()
    {
        _federation = await TestFederation.CreateAsync("");
        var request = new CertificateRequest("CN=Root", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(Now.AddDays(-100), Now.AddDays(1000));
        await File.WriteAllTextAsync(Tls.CaFile, _root.ExportCertificatePem());
        await File.WriteAllTextAsync(Tls.CertFile, Issue("first", Tls.KeyFile, Now.AddDays(-10), Now.AddDays(20)));
    }

    public async Task DisposeAsync()
    {
        _root.Dispose();
        _rootKey.Dispose();
        await _federation.DisposeAsync();
    }

    [Fact]
    public void Refresh_RenewedFile_IsInUse()
    {
        var certificate = Open();
        File.WriteAllText(Tls.CertFile, Issue("second", Tls.KeyFile, Now.AddDays(-1), Now.AddDays(90)));

        certificate.Refresh(isRefused: false).ShouldBeTrue();

        Subject(certificate).ShouldBe("CN=second");
    }

    [Fact]
    public void Refresh_PairWhoseKeyTheDirectoryDoesNotList_IsNotUsed()
    {
        var certificate = Open();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Tls.KeyFile, other.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Tls.CertFile, Issue("other", Tls.KeyFile, Now.AddDays(-1), Now.AddDays(90)));

        certificate.Refresh(isRefused: false).ShouldBeTrue();

        (Subject(certificate), certificate.Fault).ShouldBe(("CN=first", TlsFault.NotListed));
    }

    [Fact]
    public async Task Doctor_PairThatIsNotUsed_SaysWhichOneIsInUseAndWhy()
    {
        var certificate = Open();
        await File.WriteAllTextAsync(Tls.CertFile, "not PEM");
        certificate.Refresh(isRefused: false);

        var findings = await new Node.Doctor.NodeLiveDoctor(
            "test", Owner.Hub, Owner.HubState, Owner.Directories, certificate, Owner.Database, Owner.Filters, Owner.SelfTester, Owner.Log, Owner.Gossip, _federation.Clock)
            .ExamineAsync(selfTest: false, CancellationToken.None);

        var finding = findings.Single(finding => finding.Code == "certificate-not-used");
        finding.Severity.ShouldBe(FindingSeverity.Error);
        finding.What.ShouldContain("missing or not PEM");
    }

    [Fact]
    public async Task RotatedKey_IsUsedOnceItHasACertificateAndTheDirectoryListsIt()
    {
        var certificate = Open();
        var files = new TlsKeyFiles(Tls);
        var change = new KeyRotation(Owner.Configuration, _federation.Clock).Rotate(KeyUse.Tls, revoke: false);
        files.Install(Issue("next", files.NextKeyFile, Now.AddDays(-1), Now.AddDays(90))).ShouldBeTrue();
        certificate.Refresh(isRefused: false).ShouldBeFalse("the directory does not list it yet");

        _federation.Document.Admit(change.Change, _federation.Clock.GetUtcNow());
        await _federation.PublishDirectoryAsync();
        certificate.Refresh(isRefused: false).ShouldBeTrue();

        (Subject(certificate), certificate.Fault).ShouldBe(("CN=next", TlsFault.None));
        File.Exists(files.NextKeyFile).ShouldBeFalse();
        File.Exists(files.NextCertFile).ShouldBeFalse();
    }

    [Fact]
    public void RotatedKey_KilledBetweenTheTwoRenames_IsFinishedAtTheNextStart()
    {
        var files = new TlsKeyFiles(Tls);
        files.PrepareNext("KAZ");
        files.Install(Issue("next", files.NextKeyFile, Now.AddDays(-1), Now.AddDays(90)));
        File.Move(files.NextKeyFile, Tls.KeyFile, overwrite: true);

        Subject(Open()).ShouldBe("CN=next");
        File.Exists(files.NextCertFile).ShouldBeFalse();
    }

    [Fact]
    public void RevokedKey_HubRefusesTheOldOne_TheSuccessorIsTriedWithoutADirectory()
    {
        var certificate = Open();
        var files = new TlsKeyFiles(Tls);
        files.PrepareNext("UZB");
        files.Install(Issue("next", files.NextKeyFile, Now.AddDays(-1), Now.AddDays(90)));
        certificate.Directories = null;

        certificate.Refresh(isRefused: true).ShouldBeTrue();

        Subject(certificate).ShouldBe("CN=next");
    }

    [Fact]
    public async Task Renewal_BeforeTwoThirdsOfTheLife_AsksNobody()
    {
        var asked = 0;
        _federation.Hub.OnRenewal = _ => { asked++; return null; };
        await Loop(Open()).RenewAsync(CancellationToken.None);

        asked.ShouldBe(0);
    }

    [Fact]
    public async Task Renewal_Due_AsksOnceAnHourUntilItIsThereAndUsesIt()
    {
        var asked = 0;
        string? issued = null;
        _federation.Hub.OnRenewal = request =>
        {
            asked++;
            CertificateRequestReader.ReadKey(request).IsAccepted(out var key, out _).ShouldBeTrue();
            key!.Key.ShouldBe(new TlsKeyFiles(Tls).CurrentKey());
            return issued;
        };
        var certificate = Open();
        var loop = Loop(certificate);
        _federation.Clock.Offset = TimeSpan.FromDays(11);

        await loop.RenewAsync(CancellationToken.None);
        await loop.RenewAsync(CancellationToken.None);
        asked.ShouldBe(1, "once an hour");
        Subject(certificate).ShouldBe("CN=first");

        issued = Issue("renewed", Tls.KeyFile, Now.AddDays(-1), Now.AddDays(200));
        _federation.Clock.Offset += TimeSpan.FromHours(1);
        await loop.RenewAsync(CancellationToken.None);

        Subject(certificate).ShouldBe("CN=renewed");
        certificate.IsDue.ShouldBeFalse();
    }

    [Fact]
    public async Task Renewal_CertificateForAnotherKeyOrNotPem_ChangesNothing()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var file = Path.Combine(Owner.Configuration.Layout.Root, "other.key");
        await File.WriteAllTextAsync(file, other.ExportPkcs8PrivateKeyPem());
        var answers = new Queue<string>(["not PEM", Issue("other", file, Now.AddDays(-1), Now.AddDays(200))]);
        _federation.Hub.OnRenewal = _ => answers.Dequeue();
        var certificate = Open();
        var loop = Loop(certificate);
        _federation.Clock.Offset = TimeSpan.FromDays(11);

        await loop.RenewAsync(CancellationToken.None);
        _federation.Clock.Offset += TimeSpan.FromHours(1);
        await loop.RenewAsync(CancellationToken.None);

        answers.ShouldBeEmpty();
        (Subject(certificate), certificate.Fault).ShouldBe(("CN=first", TlsFault.None));
    }

    private static DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    private static string Subject(NodeCertificate certificate) => certificate.Current.Certificate.Subject;

    private NodeCertificate Open()
    {
        var certificate = NodeCertificate.Open(Owner.Configuration, _federation.Clock);
        certificate.Directories = Owner.Directories;
        return certificate;
    }

    private CertificateLoop Loop(NodeCertificate certificate) => new(
        certificate, Owner.Hub, Owner.HubState, _federation.Clock, NullLogger<CertificateLoop>.Instance);

    private string Issue(string name, string keyFile, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyFile));
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.Create(_root, from, until, RandomNumberGenerator.GetBytes(8));
        return certificate.ExportCertificatePem();
    }
}

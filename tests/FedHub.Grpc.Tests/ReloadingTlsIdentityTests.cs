using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Grpc.Tests;

public sealed class ReloadingTlsIdentityTests : IDisposable
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    private readonly string _folder = Directory.CreateTempSubdirectory("fedhub-").FullName;
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private TlsFault _applicationSays;

    public ReloadingTlsIdentityTests()
    {
        var request = new CertificateRequest("CN=Root", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(_now.AddDays(-2), _now.AddDays(30));
    }

    private TlsIdentityFiles Files => new(Path.Combine(_folder, "host.pem"), Path.Combine(_folder, "host.key"));

    public void Dispose()
    {
        _root.Dispose();
        _rootKey.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Refresh_NothingChanged_IsQuiet()
    {
        Write(Issue("first"));
        var identity = Open();

        identity.Refresh().ShouldBeFalse();
        identity.Fault.ShouldBe(TlsFault.None);
    }

    [Fact]
    public void Refresh_NewPair_IsInUse()
    {
        Write(Issue("first"));
        var identity = Open();
        Write(Issue("second"));

        identity.Refresh().ShouldBeTrue();
        identity.Current.Certificate.Subject.ShouldBe("CN=second");
        identity.Fault.ShouldBe(TlsFault.None);
    }

    [Theory]
    [InlineData("garbage", TlsFault.Unreadable)]
    [InlineData("missing", TlsFault.Unreadable)]
    [InlineData("another key", TlsFault.KeyDiffers)]
    [InlineData("expired", TlsFault.Expired)]
    [InlineData("not yet", TlsFault.NotYetValid)]
    [InlineData("another authority", TlsFault.UnknownAuthority)]
    [InlineData("server only", TlsFault.WrongUse)]
    public void Refresh_BadPair_KeepsTheOldOneAndSaysWhy(string what, TlsFault expected)
    {
        Write(Issue("first"));
        var identity = Open();
        Spoil(what);

        identity.Refresh().ShouldBeTrue();
        identity.Current.Certificate.Subject.ShouldBe("CN=first");
        identity.Fault.ShouldBe(expected);

        // Said once, not at each look; and forgotten as soon as the files are good.
        identity.Refresh().ShouldBeFalse();
        Write(Issue("third"));
        identity.Refresh().ShouldBeTrue();
        identity.Current.Certificate.Subject.ShouldBe("CN=third");
        identity.Fault.ShouldBe(TlsFault.None);
    }

    [Fact]
    public void Refresh_PairThatTheApplicationRefuses_IsTakenUpOnceItAgrees()
    {
        Write(Issue("first"));
        var identity = Open();
        Write(Issue("second"));
        _applicationSays = TlsFault.NotListed;

        identity.Refresh().ShouldBeTrue();
        (identity.Fault, identity.Current.Certificate.Subject).ShouldBe((TlsFault.NotListed, "CN=first"));

        // The files are the same; what the directory says has changed.
        _applicationSays = TlsFault.None;
        identity.Refresh().ShouldBeTrue();
        (identity.Fault, identity.Current.Certificate.Subject).ShouldBe((TlsFault.None, "CN=second"));
    }

    [Fact]
    public void TryOpen_ExpiredPair_StillOpens()
    {
        Write(Issue("first", until: _now.AddHours(-1)));

        ReloadingTlsIdentity.TryOpen(Files, Check, out var identity).ShouldBe(TlsFault.None);
        TlsCertificateCheck.ValidUntil(identity!.Current.Certificate).ShouldBeLessThan(_now);
    }

    private ReloadingTlsIdentity Open()
    {
        ReloadingTlsIdentity.TryOpen(Files, Check, out var identity).ShouldBe(TlsFault.None);
        return identity!;
    }

    private TlsFault Check(X509Certificate2 certificate, X509Certificate2Collection intermediates)
    {
        var fault = TlsCertificateCheck.FirstFault(certificate, intermediates, [_root], _now);
        return fault == TlsFault.None ? _applicationSays : fault;
    }

    private void Spoil(string what)
    {
        switch (what)
        {
            case "garbage":
                File.WriteAllText(Files.CertFile, "not PEM");
                break;
            case "missing":
                File.Delete(Files.CertFile);
                break;
            case "another key":
                File.WriteAllText(Files.CertFile, Issue("second").Certificate);
                break;
            case "expired":
                Write(Issue("second", until: _now.AddMinutes(-1)));
                break;
            case "not yet":
                Write(Issue("second", from: _now.AddHours(1)));
                break;
            case "server only":
                Write(Issue("second", usages: ["1.3.6.1.5.5.7.3.1"]));
                break;
            default:
                Write(SelfSigned());
                break;
        }
    }

    private void Write((string Certificate, string Key) pair)
    {
        File.WriteAllText(Files.CertFile, pair.Certificate);
        File.WriteAllText(Files.KeyFile, pair.Key);
    }

    private (string Certificate, string Key) Issue(string name, DateTimeOffset? from = null, DateTimeOffset? until = null, string[]? usages = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var oids = new OidCollection();
        foreach (var usage in usages ?? ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"])
        {
            oids.Add(new Oid(usage));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        using var certificate = request.Create(_root, from ?? _now.AddDays(-1), until ?? _now.AddDays(10), RandomNumberGenerator.GetBytes(8));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static (string Certificate, string Key) SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=second", key, HashAlgorithmName.SHA256).CreateSelfSigned(_now.AddDays(-1), _now.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}

using FedHub.Grpc.Tests.Support;

namespace FedHub.Grpc.Tests.Interop;

/// <summary>A test authority with a server and a client certificate, as files for another process.</summary>
internal sealed class PemFiles : IDisposable
{
    public PemFiles()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("fedhub-interop-").FullName;
        Server = Pki.Server();
        Client = Pki.Client("interop-client");
        Write("ca.pem", Pki.RootPem());
        foreach (var (name, identity) in new[] { ("server", Server), ("client", Client) })
        {
            Write($"{name}.pem", identity.Certificate.ExportCertificatePem());
            using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(identity.Certificate)!;
            Write($"{name}.key", key.ExportPkcs8PrivateKeyPem());
        }
    }

    public TestPki Pki { get; } = new();

    public string Directory { get; }

    public TlsIdentity Server { get; }

    public TlsIdentity Client { get; }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Directory, name), text);
}

using System.CommandLine;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedHub.Cli.Log.Sources;

/// <summary>Which log a command reads, and with which certificate.</summary>
internal sealed class LogSourceOptions
{
    private readonly Argument<string> _place = new("log") { Description = "Address (https://hub.example:7445), folder or archive of the log." };
    private readonly Option<FileInfo> _certificate = Existing("--tls-cert", "Your client certificate, PEM, for a log that is not public.");
    private readonly Option<FileInfo> _key = Existing("--tls-key", "Its private key, PEM.");
    private readonly Option<FileInfo> _authority = Existing("--ca", "The authority that signed the server's certificate, PEM; else those that this machine trusts.");

    public void AddTo(Command command)
    {
        command.Arguments.Add(_place);
        command.Options.Add(_certificate);
        command.Options.Add(_key);
        command.Options.Add(_authority);
    }

    /// <summary>Opens the log; nothing is read yet from an address.</summary>
    public IPublishedLog Open(ParseResult parsed, CliServices services)
    {
        var place = parsed.GetRequiredValue(_place);
        if (Directory.Exists(place))
        {
            return new FolderLog(place);
        }

        if (File.Exists(place))
        {
            return ArchiveLog.Open(place);
        }

        if (!Uri.TryCreate(place, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw CliFailureException.Usage("There is no log at " + place, "Give an https address, a folder or an archive.");
        }

        return new HttpLog(address, Handler(parsed), parsed.GetValue(_certificate) is not null, services.Time);
    }

    private static Option<FileInfo> Existing(string name, string description)
    {
        var option = new Option<FileInfo>(name) { Description = description };
        option.AcceptExistingOnly();
        return option;
    }

    private SocketsHttpHandler Handler(ParseResult parsed)
    {
        var tls = new SslClientAuthenticationOptions();
        if (parsed.GetValue(_certificate) is { } certificate)
        {
            var key = parsed.GetValue(_key) ?? throw CliFailureException.Usage("There is a certificate without its key", "Give --tls-key.");
            tls.ClientCertificates = [Load(certificate, key)];
        }

        if (parsed.GetValue(_authority) is { } authority)
        {
            // The server is known by this authority alone, never by those that the machine happens to trust.
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(authority.FullName);
        }

        return new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,

            // Servers of tiles may compress them unasked (C2SP tlog-tiles); the limits on sizes are on what comes out.
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            SslOptions = tls,
            UseCookies = false,
        };
    }

    private static X509Certificate2 Load(FileInfo certificate, FileInfo key)
    {
        try
        {
            using var pem = X509Certificate2.CreateFromPemFile(certificate.FullName, key.FullName);
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), null);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new CliFailureException(ExitCode.Usage, "Certificate and key cannot be used", "They are not PEM, or not a pair.", "Give the two files that belong together.", exception);
        }
    }
}

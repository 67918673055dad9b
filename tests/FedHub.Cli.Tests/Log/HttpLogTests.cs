using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Grpc.Tests.Support;

namespace FedHub.Cli.Tests.Log;

/// <summary>A log at an address whose server, or the way to it, does what it should not.</summary>
public sealed class HttpLogTests : IDisposable
{
    private readonly AuditLogFolder _log = new();
    private readonly TestTerminal _terminal = new();

    [Theory]
    [InlineData("verify")]
    [InlineData("fetch")]
    [InlineData("monitor")]
    public async Task Server_ThatTrickles_IsGivenUpAfterFiveMinutes(string command)
    {
        await _log.AddMany(3).PublishAsync();
        var begun = new TaskCompletionSource();
        await using var server = new ServedLog(_log.Log, async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx"u8.ToArray(), stop);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return true;
        });
        var time = new ManualTime();
        string[] folder = command switch
        {
            "fetch" => ["--copy", _log.File("copy")],
            "monitor" => ["--state", _log.File("monitor"), "--once"],
            _ => [],
        };

        var run = Cli.CommandLine.FedHubCommand.RunAsync(
            ["log", command, server.Address, "--policy", _log.Policy, .. folder], new CliServices(_terminal.Terminal, time), CancellationToken.None);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromMinutes(5));

        (await run.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(3);
        _terminal.Error.ShouldContain("not all of it within five");
    }

    [Fact]
    public async Task Server_ThatCompressesUnasked_IsVerified()
    {
        await _log.AddMany(300).PublishAsync();
        await using var server = new ServedLog(_log.Log, async (path, stream, stop) =>
        {
            if (!path.StartsWith("tile/entries/", StringComparison.Ordinal) || !File.Exists(Path.Combine(_log.Log, path)))
            {
                return false;
            }

            await ServedLog.AnswerAsync(stream, "200 OK", Compress(await File.ReadAllBytesAsync(Path.Combine(_log.Log, path), stop)), "Content-Encoding: gzip\r\n");
            return true;
        });

        (await _terminal.RunAsync("log", "verify", server.Address, "--policy", _log.Policy, "--openings")).ShouldBe(0, _terminal.Output + _terminal.Error);

        _terminal.Output.ShouldContain("verified   all 300 entries");
        _terminal.Output.ShouldContain("300 whole");
    }

    [Fact]
    public async Task Server_WhoseCompressionIsBroken_ProvesNothing()
    {
        await _log.AddMany(3).PublishAsync();
        await using var server = new ServedLog(_log.Log, async (path, stream, _) =>
        {
            await ServedLog.AnswerAsync(stream, "200 OK", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "Content-Encoding: gzip\r\n");
            return path.Length > 0;
        });

        (await _terminal.RunAsync("log", "verify", server.Address, "--policy", _log.Policy)).ShouldBe(3);

        _terminal.Error.ShouldContain("compressed with gzip, and is not");
    }

    [Fact]
    public async Task Server_WhoseAnswerUnpacksWithoutEnd_IsNotReadIntoMemory()
    {
        await _log.AddMany(3).PublishAsync();
        await using var server = new ServedLog(_log.Log, async (_, stream, _) =>
        {
            await ServedLog.AnswerAsync(stream, "200 OK", Compress(new byte[200_000_000]), "Content-Encoding: gzip\r\n");
            return true;
        });

        (await _terminal.RunAsync("log", "verify", server.Address, "--policy", _log.Policy)).ShouldBe(3);

        _terminal.Error.ShouldContain("What is served as the checkpoint is none");
    }

    [Fact]
    public async Task Certificate_WithAnotherKey_IsWrongUse()
    {
        await _log.AddMany(1).PublishAsync();
        var (certificate, _) = WriteCertificate("kaz");
        var (_, key) = WriteCertificate("tjk");

        (await _terminal.RunAsync("log", "verify", "https://127.0.0.1:9/", "--policy", _log.Policy, "--tls-cert", certificate, "--tls-key", key)).ShouldBe(2);

        _terminal.Error.ShouldContain("Certificate and key cannot be used");
        _terminal.Error.ShouldContain("not a pair");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Certificate_ThatTheServerDoesNotTake_IsRefused(bool isShown, bool hasHttp2)
    {
        await _log.AddMany(1).PublishAsync();
        var (authority, authorityKey) = WriteCertificate("server");
        var (certificate, key) = WriteCertificate("foreign");
        using var pem = X509Certificate2.CreateFromPemFile(authority, authorityKey);
        using var identity = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), null);
        await using var server = new ServedLog(_log.Log, tls: new SslServerAuthenticationOptions
        {
            ServerCertificate = identity,
            ClientCertificateRequired = true,
            ApplicationProtocols = hasHttp2 ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] : [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, _, _, _) => false,
        });
        string[] shown = isShown ? ["--tls-cert", certificate, "--tls-key", key] : [];

        (await _terminal.RunAsync(["log", "verify", server.Address, "--policy", _log.Policy, "--ca", authority, .. shown])).ShouldBe(1, _terminal.Error);

        _terminal.Error.ShouldContain(isShown ? "the certificate that was shown" : "no certificate was shown");
    }

    public void Dispose()
    {
        _log.Dispose();
        _terminal.Dispose();
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return buffer.ToArray();
    }

    private (string Certificate, string Key) WriteCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return (_log.Write(name + ".pem", certificate.ExportCertificatePem()), _log.Write(name + ".key", key.ExportPkcs8PrivateKeyPem()));
    }
}

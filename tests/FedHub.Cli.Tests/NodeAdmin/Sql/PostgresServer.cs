using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace FedHub.Cli.Tests.NodeAdmin.Sql;

/// <summary>
/// A PostgreSQL of the tests' own, on a Unix socket in a folder that goes with it, and with TLS on a loopback address of its own. As root it
/// runs as the user that its package made.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Binaries = "/usr/lib/postgresql";
    private const string PackageUser = "postgres";

    private static readonly string? _bin = Directory.Exists(Binaries)
        ? Directory.GetDirectories(Binaries).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max(StringComparer.Ordinal)
        : null;

    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-pg-").FullName;

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Missing => _bin is null ? "PostgreSQL is not installed: eng/prerequisites.sh installs it on Debian." : null;

    public static string User => Environment.UserName is "root" ? PackageUser : Environment.UserName;

    /// <summary>Not 127.0.0.1, where a PostgreSQL of this machine may listen.</summary>
    public string Address { get; } = NewAddress();

    /// <summary>The same server, under an address that its certificate does not name.</summary>
    public string OtherAddress { get; } = NewAddress();

    /// <summary>The server's certificate, which is its own authority; it names <see cref="Address"/> alone.</summary>
    public string CertificateFile => Path.Combine(_root, "server.pem");

    public string Source(string parameters = "") => $"postgres:///postgres?host={_root}&user={User}{parameters}";

    public async Task InitializeAsync()
    {
        if (_bin is null)
        {
            return;
        }

        if (Environment.UserName is "root")
        {
            await RunAsync("chown", PackageUser, _root);
        }

        await WriteCertificateAsync();
        await AsServerAsync("initdb", "--pgdata", Path.Combine(_root, "data"), "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C");
        await AsServerAsync(
            "pg_ctl", "start", "--wait", "--silent", "--pgdata", Path.Combine(_root, "data"), "--log", Path.Combine(_root, "log"),
            "--options", string.Create(CultureInfo.InvariantCulture, $"-c listen_addresses={Address},{OtherAddress} -c ssl=on -c ssl_cert_file={CertificateFile} -c ssl_key_file={KeyFile} -c unix_socket_directories={_root} -c fsync=off"));
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"Host={_root};Database=postgres;Username={User};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync()
    {
        if (_bin is not null)
        {
            await AsServerAsync("pg_ctl", "stop", "--mode=immediate", "--silent", "--pgdata", Path.Combine(_root, "data"));
        }

        Directory.Delete(_root, recursive: true);
    }

    private string KeyFile => Path.Combine(_root, "server.key");

    private static string NewAddress() => string.Create(
        CultureInfo.InvariantCulture, $"127.{RandomNumberGenerator.GetInt32(1, 255)}.{RandomNumberGenerator.GetInt32(256)}.{RandomNumberGenerator.GetInt32(1, 255)}");

    private async Task WriteCertificateAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=database", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(Address));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(CertificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(KeyFile, key.ExportPkcs8PrivateKeyPem());
        await RunAsync("chmod", "600", KeyFile);
        if (Environment.UserName is "root")
        {
            await RunAsync("chown", PackageUser, KeyFile);
        }
    }

    private static Task AsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_bin!, program);
        return Environment.UserName is "root" ? RunAsync("runuser", ["-u", PackageUser, "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Without pipes: the server would keep them open as long as it runs.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" }).ShouldNotBeNull();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        process.ExitCode.ShouldBe(0, program + " " + string.Join(' ', arguments));
    }
}

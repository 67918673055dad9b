using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace FedHub.Cli.Tests.NodeAdmin.Sql;

/// <summary>A PostgreSQL of the tests' own, on a Unix socket in a folder that goes with it. As root it runs as the user that its package made.</summary>
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

        await AsServerAsync("initdb", "--pgdata", Path.Combine(_root, "data"), "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C");
        await AsServerAsync(
            "pg_ctl", "start", "--wait", "--silent", "--pgdata", Path.Combine(_root, "data"), "--log", Path.Combine(_root, "log"),
            "--options", string.Create(CultureInfo.InvariantCulture, $"-c listen_addresses= -c unix_socket_directories={_root} -c fsync=off"));
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

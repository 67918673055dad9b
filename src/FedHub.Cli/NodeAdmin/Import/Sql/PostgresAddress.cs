using System.Diagnostics.CodeAnalysis;
using System.Net;
using Npgsql;

namespace FedHub.Cli.NodeAdmin.Import.Sql;

/// <summary>Where a source's database is: <c>postgres://USER@HOST:PORT/DATABASE?sslrootcert=FILE</c>. Strict, and never with a password.</summary>
internal sealed record PostgresAddress
{
    private const int DefaultPort = 5432;

    private PostgresAddress()
    {
    }

    /// <summary>Name, address, or the folder of a Unix socket.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string Database { get; init; }

    public required string User { get; init; }

    /// <summary>CA of the server's certificate; null for those that the system trusts.</summary>
    public string? RootCertificateFile { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>Whether the bytes stay on this machine: only then TLS may be left out.</summary>
    public bool IsLocal => Host is ['/', ..] or "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>True where TLS was turned off, which is permitted on this machine only.</summary>
    public bool IsWithoutTls { get; init; }

    /// <summary>Tells databases apart; holds neither user nor secret.</summary>
    public string Identity => FormattableString.Invariant($"{Host}:{Port}/{Database}");

    /// <summary>Reads an address.</summary>
    /// <exception cref="CliFailureException">It is none; says why.</exception>
    public static PostgresAddress Parse(string text) =>
        TryParse(text, out var address, out var problem)
            ? address
            : throw new CliFailureException(ExitCode.Usage, "The --source cannot be used", problem, "Write postgres://USER@HOST:PORT/DATABASE?sslrootcert=FILE; docs/import.md has examples.");

    /// <summary>Reads an address; never throws.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostgresAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql") || uri.Fragment.Length > 0)
        {
            problem = "it is not of the form postgres://...";
            return false;
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            problem = "it holds a password, which everybody on this machine could read: put it into a file and give --password-file";
            return false;
        }

        if (!TryReadParameters(uri.Query, out var parameters, out problem))
        {
            return false;
        }

        var socket = parameters.GetValueOrDefault("host");
        var read = new PostgresAddress
        {
            Host = socket ?? uri.IdnHost.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            User = parameters.GetValueOrDefault("user") ?? Uri.UnescapeDataString(uri.UserInfo),
            RootCertificateFile = parameters.GetValueOrDefault("sslrootcert"),
            CertificateFile = parameters.GetValueOrDefault("sslcert"),
            KeyFile = parameters.GetValueOrDefault("sslkey"),
            IsWithoutTls = parameters.GetValueOrDefault("sslmode") is "disable",
        };
        problem = Problem(read, socket, uri, parameters.GetValueOrDefault("sslmode"));
        address = problem is null ? read : null;
        return problem is null;
    }

    /// <summary>What the driver is told. Certificate and name of a server that is not on this machine are always checked.</summary>
    public NpgsqlConnectionStringBuilder ToConnection(string? password)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Host,
            Port = Port,
            Database = Database,
            Username = User,
            ApplicationName = "fedhub import",
            SslMode = (IsLocal, IsWithoutTls, RootCertificateFile) switch
            {
                (false, _, _) or (_, false, not null) => SslMode.VerifyFull,
                (_, true, _) => SslMode.Disable,
                _ => Host is ['/', ..] ? SslMode.Disable : SslMode.Prefer,
            },
            Pooling = false,

            // A query over millions of rows takes its time; breaking off is the caller's.
            CommandTimeout = 0,
        };
        if (password is not null)
        {
            builder.Password = password;
        }

        if (RootCertificateFile is not null)
        {
            builder.RootCertificate = RootCertificateFile;
        }

        if (CertificateFile is not null)
        {
            builder.SslCertificate = CertificateFile;
            builder.SslKey = KeyFile;
        }

        return builder;
    }

    /// <summary>Host and database.</summary>
    public override string ToString() => Identity;

    private static bool TryReadParameters(string query, out Dictionary<string, string> parameters, [NotNullWhen(false)] out string? problem)
    {
        parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        problem = null;
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? pair : pair[..at];
            if (name is "password")
            {
                problem = "it holds a password, which everybody on this machine could read: put it into a file and give --password-file";
            }
            else if (name is not ("host" or "user" or "sslmode" or "sslrootcert" or "sslcert" or "sslkey"))
            {
                problem = "a parameter is unknown; known are host, user, sslmode, sslrootcert, sslcert, sslkey";
            }
            else if (at < 0 || !parameters.TryAdd(name, Uri.UnescapeDataString(pair[(at + 1)..])))
            {
                problem = $"the parameter {name} has no value, or stands twice";
            }

            if (problem is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static string? Problem(PostgresAddress address, string? socket, Uri uri, string? sslMode) => address switch
    {
        _ when socket is not null && (socket is not ['/', ..] || uri.Host.Length > 0) => "the parameter host is for the folder of a Unix socket, such as /var/run/postgresql, and then no other host is named",
        { Host: "" } => "no host is named",
        { Database: "" } => "no database is named",
        { User: "" } => "no user is named",
        _ when sslMode is not (null or "disable" or "verify-full") => "sslmode is verify-full, or disable for a database on this machine",
        { IsWithoutTls: true, IsLocal: false } => "TLS is needed to a database on another machine",
        { CertificateFile: null, KeyFile: not null } or { CertificateFile: not null, KeyFile: null } => "sslcert and sslkey go together",
        _ => null,
    };
}

using System.Text.Json;
using FedHub.Cli.Development;

namespace FedHub.Cli.Tests.NodeAdmin.Sql;

/// <summary>Against a real PostgreSQL.</summary>
public sealed class PostgresImportTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Mapping = """
        version: 1
        columns: { id: record_id, name: full_name, born: date_of_birth, passports: document, cat: category, gone: withdrawn }
        changeColumn: changed
        changeOverlap: 0

        """;

    private const string Query = "-- persons of interest\nSELECT id, name, born, array_to_string(passports, ';') AS passports, cat, gone, changed FROM TABLE_NAME;\n";

    [PostgresFact]
    public async Task Source_FirstRun_TakesAllRowsAndTheNextOnlyWhatChanged()
    {
        using var node = await NodeFolder.CreateAsync(batchSize: 500);
        await CreateTableAsync("incremental", 1200);

        (await RunAsync(node, "incremental")).ShouldBe((1200, 1200, 0, 0));
        await server.ExecuteAsync(
            """
            UPDATE incremental SET name = 'Other Name', changed = '2026-02-01' WHERE id = 5;
            UPDATE incremental SET gone = true, changed = '2026-02-02' WHERE id = 6;
            INSERT INTO incremental VALUES (2000, 'Näme, Ünï "x"', '1970-01-01', NULL, 'suspect', false, NULL);
            """);

        // The last row of the first run is read again, for another may bear the same time.
        (await RunAsync(node, "incremental")).ShouldBe((4, 1, 1, 1));
        (await RunAsync(node, "incremental")).ShouldBe((2, 0, 0, 0));
        node.RecordCount().ShouldBe(1200);

        (await RunAsync(node, "incremental", "--from-start")).ShouldBe((1201, 0, 0, 0));
    }

    [PostgresFact]
    public async Task Source_DryRun_ReadsAndLeavesNoPoint()
    {
        using var node = await NodeFolder.CreateAsync();
        await CreateTableAsync("dry", 20);

        (await RunAsync(node, "dry", "--dry-run")).ShouldBe((20, 20, 0, 0));
        (await RunAsync(node, "dry")).ShouldBe((20, 20, 0, 0));
    }

    [PostgresFact]
    public async Task Source_OverTls_IsReadWhereTheServerIsTheOneThatWasNamed()
    {
        using var node = await NodeFolder.CreateAsync();
        await CreateTableAsync("tls", 20);
        var source = $"postgres://{PostgresServer.User}@{server.Address}/postgres?sslrootcert=";

        (await RunFromAsync(node, source + server.CertificateFile, "tls")).ShouldBe((20, 20, 0, 0));

        using var stranger = new TemporaryFolder();
        DevelopmentPki.Create(stranger.Path, ["hub"], TimeProvider.System);
        var renamed = source.Replace(server.Address, server.OtherAddress, StringComparison.Ordinal);
        foreach (var refused in (string[])[source + DevelopmentPki.CaFile(stranger.Path), renamed + server.CertificateFile])
        {
            var (exitCode, _, error) = await ImportCli.RunAsync(
                node, "--source", refused, "--query", QueryFile(node, "tls"), "--mapping", node.Write("m.yaml", Mapping));
            exitCode.ShouldBe(ExitCode.Unreachable);
            error.ShouldContain("The remote certificate was rejected");
        }
    }

    [PostgresTheory]
    [InlineData("SELECT nothing FROM pg_tables", "The query was refused", "view.sql:1:8: column \"nothing\" does not exist (42703)")]
    [InlineData("SELECT 1 AS id", "Query and mapping do not fit", "`born` is not in the query; it has id")]
    [InlineData("SELECT 1 AS id, 'a' AS name, '{a}'::text[] AS passports, '1980' AS born, 'suspect' AS cat, false AS gone, now() AS changed", "Query and mapping do not fit", "`passports` is an array: write array_to_string(column, ';') in the query")]
    [InlineData("SELECT 1 AS id, 'a' AS name, 'a' AS passports, '1980' AS born, 'suspect' AS cat, false AS gone, 'x'::text AS changed", "Query and mapping do not fit", "`changed` is text; a change column is a timestamp, a date or a number")]
    [InlineData("SELECT 1/(random() < 2)::int/0 AS id, 'a' AS name, 'a' AS passports, '1980' AS born, 'suspect' AS cat, false AS gone, now() AS changed", "The database failed while it gave the rows", "SQLSTATE 22012")]
    [InlineData("SELECT nextval('writes') AS id, 'a' AS name, 'a' AS passports, '1980' AS born, 'suspect' AS cat, false AS gone, now() AS changed", "The query wants to write", "An import reads only (25006)")]
    public async Task Source_QueryThatCannotBe_IsSaidWithoutAValue(string sql, string what, string why)
    {
        using var node = await NodeFolder.CreateAsync();
        await server.ExecuteAsync("CREATE SEQUENCE IF NOT EXISTS writes");

        var (exitCode, _, error) = await ImportCli.RunAsync(
            node, "--source", server.Source(), "--query", node.Write("view.sql", sql), "--mapping", node.Write("m.yaml", Mapping));

        exitCode.ShouldNotBe(ExitCode.Ok);
        error.ShouldStartWith($"fedhub: {what}\n  why:  {why}\n  next: ");
    }

    [PostgresFact]
    public async Task Source_BrokenOffInTheMiddle_KeepsItsBatchesAndGoesOnFromTheirLastChange()
    {
        using var node = await NodeFolder.CreateAsync(batchSize: 100);
        await CreateTableAsync("broken", 1000);
        await server.ExecuteAsync("CREATE OR REPLACE FUNCTION fail_at(n int, bad int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF n = bad THEN RAISE EXCEPTION 'secret of row %', n; END IF; RETURN n; END $$");
        var sql = "SELECT fail_at(id, (SELECT bad FROM bad_row)) AS id, name, born, array_to_string(passports, ';') AS passports, cat, gone, changed FROM broken";
        await server.ExecuteAsync("CREATE TABLE IF NOT EXISTS bad_row AS SELECT 850 AS bad");
        string[] arguments = ["--source", server.Source(), "--query", node.Write("view.sql", sql), "--mapping", node.Write("m.yaml", Mapping), "--json"];

        var (exitCode, _, error) = await ImportCli.RunAsync(node, arguments);
        exitCode.ShouldBe(ExitCode.Refused);
        error.ShouldContain("SQLSTATE P0001");
        error.ShouldNotContain("secret");
        var kept = node.RecordCount();
        (kept % 100).ShouldBe(0);

        await server.ExecuteAsync("UPDATE bad_row SET bad = -1");
        var (_, output, _) = await ImportCli.RunAsync(node, arguments);
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("added").GetInt64().ShouldBe(1000 - kept);
        json.RootElement.GetProperty("unchanged").GetInt64().ShouldBeLessThanOrEqualTo(1);
        node.RecordCount().ShouldBe(1000);
    }

    [Fact]
    public async Task Source_ThatDoesNotListen_IsUnreachable()
    {
        using var node = await NodeFolder.CreateAsync();

        var (exitCode, _, error) = await ImportCli.RunAsync(
            node, "--source", "postgres://reader@127.0.0.1:1/register", "--query", node.Write("view.sql", "SELECT 1"), "--mapping", node.Write("m.yaml", Mapping));

        exitCode.ShouldBe(ExitCode.Unreachable);
        error.ShouldStartWith("fedhub: The database could not be reached, or broke the connection\n");
    }

    [Fact]
    public async Task PasswordFile_ThatOthersMayRead_IsRefused()
    {
        using var node = await NodeFolder.CreateAsync();
        var file = node.Write("pw", "not for others\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var (exitCode, _, error) = await ImportCli.RunAsync(
            node, "--source", server.Source(), "--password-file", file, "--query", node.Write("view.sql", "SELECT 1"), "--mapping", node.Write("m.yaml", Mapping));

        exitCode.ShouldBe(ExitCode.Usage);
        error.ShouldContain("The password file can be read by others");
        error.ShouldNotContain("not for others");
    }

    private Task CreateTableAsync(string name, int rows) => server.ExecuteAsync(
        $"""
        CREATE TABLE {name} (id int, name text, born date, passports text[], cat text, gone boolean, changed timestamptz);
        INSERT INTO {name} SELECT n, 'Name' || n || ' Given', date '1970-01-01' + n, NULL, 'suspect', false, timestamptz '2026-01-01 00:00+00' + make_interval(secs => n) FROM generate_series(1, {rows}) n;
        """);

    private Task<(long Read, long Added, long Updated, long Withdrawn)> RunAsync(NodeFolder node, string table, params string[] more) =>
        RunFromAsync(node, server.Source(), table, more);

    private static async Task<(long Read, long Added, long Updated, long Withdrawn)> RunFromAsync(NodeFolder node, string source, string table, params string[] more)
    {
        var (exitCode, output, error) = await ImportCli.RunAsync(
            node, ["--source", source, "--query", QueryFile(node, table), "--mapping", node.Write("m.yaml", Mapping), "--json", .. more]);
        exitCode.ShouldBe(ExitCode.Ok, error);
        using var json = JsonDocument.Parse(output);
        long Count(string name) => json.RootElement.GetProperty(name).GetInt64();
        return (Count("linesRead"), Count("added"), Count("updated"), Count("withdrawn"));
    }

    private static string QueryFile(NodeFolder node, string table) => node.Write("view.sql", Query.Replace("TABLE_NAME", table, StringComparison.Ordinal));
}

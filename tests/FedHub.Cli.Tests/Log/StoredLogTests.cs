using FedHub.Cli.Log;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Tests.Log;

public sealed class StoredLogTests : IDisposable
{
    private static readonly SqliteSchema _schema = new(0x54455354, [SqliteLogStore.SchemaSql]);

    private readonly TemporaryFolder _folder = new();

    private string DatabaseFile => _folder.File("hub.db");

    [Fact]
    public async Task Verify_UntouchedLog_IsVerifiedWithItsRoot()
    {
        await WriteAsync(5);

        var check = StoredLog.Verify(DatabaseFile);

        check.Finding.ShouldBeNull();
        check.Size.ShouldBe(5UL);
        check.Root.Length.ShouldBe(64);
    }

    [Fact]
    public async Task Verify_SameEntriesTwice_GivesTheSameRootAndOthersAnother()
    {
        await WriteAsync(3);
        var first = StoredLog.Verify(DatabaseFile).Root;

        StoredLog.Verify(DatabaseFile).Root.ShouldBe(first);
        Execute("UPDATE log_entry SET leaf = (SELECT leaf FROM log_entry WHERE idx = 0), nonce = NULL, payload = NULL WHERE idx = 1");
        StoredLog.Verify(DatabaseFile).Root.ShouldNotBe(first);
    }

    [Theory]
    [InlineData("DELETE FROM log_entry WHERE idx = 2", "entry 2 is missing")]
    [InlineData("DELETE FROM log_entry WHERE idx = 4", "entry 4 is missing: 5 were acknowledged")]
    [InlineData("UPDATE log_entry SET payload = X'00' WHERE idx = 3", "the payload of entry 3 does not open its commitment")]
    [InlineData("UPDATE log_entry SET leaf = X'00' WHERE idx = 1", "entry 1 is not a leaf")]
    public async Task Verify_LogAlteredByItsOperator_NamesTheFirstBadEntry(string tampering, string finding)
    {
        await WriteAsync(5);
        Execute(tampering);

        StoredLog.Verify(DatabaseFile).Finding.ShouldBe(finding);
    }

    [Fact]
    public void Verify_NoDatabase_IsAUsageError()
        => Should.Throw<CliFailureException>(() => StoredLog.Verify(DatabaseFile)).ExitCode.ShouldBe(ExitCode.Usage);

    [Fact]
    public void Verify_FileThatIsNoDatabase_CouldNotBeChecked()
    {
        _folder.Write("hub.db", "this is no database, and long enough to be looked at as one");

        Should.Throw<CliFailureException>(() => StoredLog.Verify(DatabaseFile)).ExitCode.ShouldBe(ExitCode.Unreachable);
    }

    public void Dispose() => _folder.Dispose();

    private async Task WriteAsync(int count)
    {
        SqliteDatabase.Create(DatabaseFile, _schema);
        await using var database = SqliteDatabase.Open(DatabaseFile, _schema);
        var entries = Enumerable.Range(0, count).Select(i => NewLogEntry.Create(
            IdempotencyKey.Derive(AuditKind.QuerySubmitted, [(byte)i]), DateTimeOffset.UnixEpoch.AddDays(i + 1), new AuditPayload(AuditKind.QuerySubmitted, null, "subject", []))).ToList();
        await new SqliteLogStore(database).AppendAsync(entries, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery().ShouldBe(1);
    }
}

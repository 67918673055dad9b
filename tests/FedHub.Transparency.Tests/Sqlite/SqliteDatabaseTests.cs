using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Tests;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly (string Pragma, string Value)[] _durable =
    [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("busy_timeout", "5000"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("wal_autocheckpoint", "0"),
    ];

    private readonly TemporaryDirectory _directory = new();

    private string DatabasePath => _directory.File("hub.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_WithoutAFile_RefusesAndCreatesNone()
    {
        var exception = Should.Throw<SqliteDatabaseException>(() => SqliteDatabase.Open(DatabasePath, TestLog.Schema));

        exception.Fault.ShouldBe(SqliteDatabaseFault.Missing);
        exception.Message.ShouldContain("init");
        File.Exists(DatabasePath).ShouldBeFalse();
    }

    [Fact]
    public void Create_OverAFile_RefusesAndLeavesIt()
    {
        File.WriteAllText(DatabasePath, "precious");

        Should.Throw<SqliteDatabaseException>(() => SqliteDatabase.Create(DatabasePath, TestLog.Schema))
            .Fault.ShouldBe(SqliteDatabaseFault.AlreadyExists);
        File.ReadAllText(DatabasePath).ShouldBe("precious");
    }

    [Fact]
    public void Create_MakesAPrivateFileAndLeavesNoOther()
    {
        File.WriteAllText(DatabasePath + ".init", "left by a crash");

        SqliteDatabase.Create(DatabasePath, TestLog.Schema);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(DatabasePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["hub.db", "hub.db.lock"]);
    }

    [Fact]
    public async Task Open_WhileAnotherHasIt_SaysSo()
    {
        await using var database = TestLog.CreateAndOpen(DatabasePath);

        var exception = Should.Throw<SqliteDatabaseException>(() => SqliteDatabase.Open(DatabasePath, TestLog.Schema));

        exception.Fault.ShouldBe(SqliteDatabaseFault.InUse);
        exception.Message.ShouldContain("Stop it first");
    }

    [Fact]
    public async Task Open_AfterTheOtherClosed_Works()
    {
        await TestLog.CreateAndOpen(DatabasePath).DisposeAsync();

        await using var database = SqliteDatabase.Open(DatabasePath, TestLog.Schema);
        File.Exists(DatabasePath + "-wal").ShouldBeTrue();
    }

    [Fact]
    public void Open_OfSomethingElse_IsRefused()
    {
        File.WriteAllText(DatabasePath, new string('x', 4096));

        Should.Throw<SqliteDatabaseException>(() => SqliteDatabase.Open(DatabasePath, TestLog.Schema)).Fault.ShouldBe(SqliteDatabaseFault.Foreign);
    }

    [Fact]
    public void Open_OfAnotherApplicationsDatabase_IsRefused()
    {
        SqliteDatabase.Create(DatabasePath, TestLog.Schema);

        Should.Throw<SqliteDatabaseException>(() => SqliteDatabase.Open(DatabasePath, TestLog.Schema with { ApplicationId = 7 }))
            .Fault.ShouldBe(SqliteDatabaseFault.Foreign);
    }

    [Fact]
    public void Open_OfANewerVersion_IsRefused()
    {
        SqliteDatabase.Create(DatabasePath, TestLog.Schema);

        Should.Throw<SqliteDatabaseException>(
                () => SqliteDatabase.Open(DatabasePath, TestLog.Schema with { Migrations = [SqliteLogStore.SchemaSql] }))
            .Fault.ShouldBe(SqliteDatabaseFault.TooNew);
    }

    [Fact]
    public async Task Open_OfAnOlderVersion_AppliesWhatIsNew()
    {
        SqliteDatabase.Create(DatabasePath, TestLog.Schema with { Migrations = [SqliteLogStore.SchemaSql] });

        await using var database = SqliteDatabase.Open(DatabasePath, TestLog.Schema);

        (await ReadAsync(database, TestLog.Notes)).ShouldBeEmpty();
        (await ReadAsync(database, connection => TestLog.Scalar(connection, "PRAGMA user_version"))).ShouldBe("2");
    }

    [Fact]
    public async Task Open_WithABrokenMigration_LeavesTheVersionBefore()
    {
        SqliteDatabase.Create(DatabasePath, TestLog.Schema);
        var broken = TestLog.Schema with { Migrations = TestLog.Schema.Migrations.Add("CREATE TABLE half (x); INSERT INTO nowhere VALUES (1);") };

        Should.Throw<SqliteException>(() => SqliteDatabase.Open(DatabasePath, broken));

        await using var database = SqliteDatabase.Open(DatabasePath, TestLog.Schema);
        (await ReadAsync(database, connection => TestLog.Scalar(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"))).ShouldBe("0");
    }

    [Fact]
    public async Task Settings_OfTheWriter_AreTheDurableOnes()
    {
        await using var database = TestLog.CreateAndOpen(DatabasePath);

        var found = await database.Writer.ExecuteAsync(
            (connection, _) => _durable.Select(setting => (setting.Pragma, TestLog.Scalar(connection, $"PRAGMA {setting.Pragma}")!)).ToArray(),
            CancellationToken.None).WaitAsync(TestLog.Timeout);

        found.ShouldBe(_durable);
    }

    [Fact]
    public async Task Settings_OfAReader_AreTheSameAndForbidWriting()
    {
        await using var database = TestLog.CreateAndOpen(DatabasePath);

        var found = await ReadAsync(
            database, connection => _durable.Select(setting => (setting.Pragma, TestLog.Scalar(connection, $"PRAGMA {setting.Pragma}")!)).ToArray());

        found.ShouldBe(_durable);
        await Should.ThrowAsync<SqliteException>(
            async () => await ReadAsync(database, connection => TestLog.Scalar(connection, "INSERT INTO note VALUES ('x')")));
    }

    [Fact]
    public async Task Read_SeesOneStateThroughout()
    {
        await using var database = TestLog.CreateAndOpen(DatabasePath);

        var (before, after) = await ReadAsync(database, connection =>
        {
            var first = TestLog.Notes(connection).Count;
            database.Writer.ExecuteAsync(AddNote, CancellationToken.None).Wait(TestLog.Timeout).ShouldBeTrue();
            return (first, TestLog.Notes(connection).Count);
        });

        before.ShouldBe(0);
        after.ShouldBe(0);
        (await ReadAsync(database, TestLog.Notes)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Read_AfterDisposal_Throws()
    {
        var database = TestLog.CreateAndOpen(DatabasePath);
        await database.DisposeAsync();
        await database.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await ReadAsync(database, TestLog.Notes));
    }

    [Fact]
    public void Engine_KnowsItsVersion()
    {
        SqliteEngine.Version.ShouldBeGreaterThan(new Version(3, 40));
        SqliteEngine.NeedsSingleWriter.ShouldBe(SqliteEngine.Version < new Version(3, 51, 3));
    }

    private static bool AddNote(SqliteConnection connection, SqliteTransaction transaction)
    {
        TestLog.AddNote(connection, "n");
        return true;
    }

    private static Task<T> ReadAsync<T>(SqliteDatabase database, Func<SqliteConnection, T> read) =>
        database.ReadAsync(read, CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);
}

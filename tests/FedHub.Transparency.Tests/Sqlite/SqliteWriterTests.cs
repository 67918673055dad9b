using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FedHub.Transparency.Tests;

public sealed class SqliteWriterTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SqliteDatabase _database;

    public SqliteWriterTests() => _database = TestLog.CreateAndOpen(_directory.File("node.db"));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Execute_OfManyJobsThatWait_CommitsThemTogether()
    {
        var commits = 0;
        using var go = new ManualResetEventSlim();
        var first = ExecuteAsync(connection =>
        {
            raw.sqlite3_commit_hook(
                connection.Handle,
                _ =>
                {
                    Interlocked.Increment(ref commits);
                    return 0;
                },
                null);
            TestLog.AddNote(connection, "first");
            go.Wait(TestLog.Timeout);
        });
        var others = Enumerable.Range(0, 50).Select(_ => ExecuteAsync(connection => TestLog.AddNote(connection, "other"))).ToArray();
        go.Set();

        await Task.WhenAll([first, .. others]).WaitAsync(TestLog.Timeout);

        commits.ShouldBeInRange(1, 3);
        (await NotesAsync()).Count.ShouldBe(51);
    }

    [Fact]
    public async Task Execute_OfAJobThatThrows_UndoesItAndKeepsTheOthers()
    {
        using var go = new ManualResetEventSlim();
        var blocker = ExecuteAsync(_ => go.Wait(TestLog.Timeout));
        var before = ExecuteAsync(connection => TestLog.AddNote(connection, "before"));
        var failing = ExecuteAsync(connection =>
        {
            TestLog.AddNote(connection, "undone");
            throw new InvalidOperationException("refused");
        });
        var after = ExecuteAsync(connection => TestLog.AddNote(connection, "after"));
        go.Set();

        (await Should.ThrowAsync<InvalidOperationException>(() => failing.WaitAsync(TestLog.Timeout))).Message.ShouldBe("refused");
        await Task.WhenAll(blocker, before, after).WaitAsync(TestLog.Timeout);
        (await NotesAsync()).ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task Execute_OfAJobWithBadSql_FailsOnlyThatJob()
    {
        await Should.ThrowAsync<SqliteException>(
            () => ExecuteAsync(connection => TestLog.Scalar(connection, "SELECT nonsense")).WaitAsync(TestLog.Timeout));

        await ExecuteAsync(connection => TestLog.AddNote(connection, "fine")).WaitAsync(TestLog.Timeout);
        (await NotesAsync()).ShouldBe(["fine"]);
    }

    [Fact]
    public async Task Execute_AnswersOnlyAfterTheCommit()
    {
        var committed = false;
        var seen = await ExecuteAsync(connection =>
        {
            raw.sqlite3_commit_hook(
                connection.Handle,
                _ =>
                {
                    committed = true;
                    return 0;
                },
                null);
            TestLog.AddNote(connection, "n");
        }).ContinueWith(_ => committed, TaskScheduler.Default).WaitAsync(TestLog.Timeout);

        seen.ShouldBeTrue();
    }

    [Fact]
    public async Task Execute_WhenTheCommitIsRefused_FailsEveryJobAndStoresNothing()
    {
        using var go = new ManualResetEventSlim();
        var hook = ExecuteAsync(connection => raw.sqlite3_commit_hook(connection.Handle, _ => 1, null));
        var job = ExecuteAsync(connection => TestLog.AddNote(connection, "lost"));
        go.Set();

        await Should.ThrowAsync<Exception>(() => hook.WaitAsync(TestLog.Timeout));
        await Should.ThrowAsync<Exception>(() => job.WaitAsync(TestLog.Timeout));
        await Should.ThrowAsync<SqliteDatabaseException>(() => _database.Writer.Completion.WaitAsync(TestLog.Timeout));
        (await NotesAsync()).ShouldBeEmpty();

        var late = await Should.ThrowAsync<SqliteDatabaseException>(() => ExecuteAsync(_ => { }).WaitAsync(TestLog.Timeout));
        late.Fault.ShouldBe(SqliteDatabaseFault.WriterFailed);
    }

    [Fact]
    public async Task Execute_WhenTheDiskIsFull_FailsCleanlyAndGoesOnLater()
    {
        await ExecuteAsync(connection => TestLog.Scalar(connection, "PRAGMA max_page_count=20")).WaitAsync(TestLog.Timeout);
        var big = new string('x', 400_000);

        var exception = await Should.ThrowAsync<SqliteException>(
            () => ExecuteAsync(connection => TestLog.AddNote(connection, big)).WaitAsync(TestLog.Timeout));

        exception.SqliteErrorCode.ShouldBe(raw.SQLITE_FULL);
        await ExecuteAsync(connection => TestLog.AddNote(connection, "small")).WaitAsync(TestLog.Timeout);
        (await NotesAsync()).ShouldBe(["small"]);
    }

    [Fact]
    public async Task Execute_CancelledWhileItWaits_NeverRuns()
    {
        using var go = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var blocker = ExecuteAsync(_ => go.Wait(TestLog.Timeout));
        var cancelled = _database.Writer.ExecuteAsync(
            (connection, _) =>
            {
                TestLog.AddNote(connection, "never");
                return true;
            },
            cancellation.Token);
        await cancellation.CancelAsync();
        go.Set();

        await Should.ThrowAsync<OperationCanceledException>(() => cancelled.WaitAsync(TestLog.Timeout));
        await blocker.WaitAsync(TestLog.Timeout);
        (await NotesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Execute_OfMoreThanTheQueueHolds_MakesCallersWait()
    {
        using var go = new ManualResetEventSlim();
        using var running = new ManualResetEventSlim();
        var blocker = ExecuteAsync(_ =>
        {
            running.Set();
            go.Wait(TestLog.Timeout);
        });
        running.Wait(TestLog.Timeout).ShouldBeTrue();
        var queued = Enumerable.Range(0, SqliteWriter.QueueCapacity).Select(_ => ExecuteAsync(_ => { })).ToArray();

        using var cancellation = new CancellationTokenSource();
        var beyond = _database.Writer.ExecuteAsync((_, _) => true, cancellation.Token);
        await cancellation.CancelAsync();

        // It is cancelled although the writer is still held up: it had not been enqueued.
        await Should.ThrowAsync<OperationCanceledException>(() => beyond.WaitAsync(TestLog.Timeout));
        go.Set();
        await Task.WhenAll([blocker, .. queued]).WaitAsync(TestLog.Timeout);
    }

    [Fact]
    public async Task Dispose_CarriesOutWhatIsQueued()
    {
        using var go = new ManualResetEventSlim();
        var blocker = ExecuteAsync(_ => go.Wait(TestLog.Timeout));
        var queued = ExecuteAsync(connection => TestLog.AddNote(connection, "queued"));
        var disposal = _database.DisposeAsync().AsTask();
        go.Set();

        await Task.WhenAll(blocker, queued, disposal).WaitAsync(TestLog.Timeout);

        await using var reopened = SqliteDatabase.Open(_directory.File("node.db"), TestLog.Schema);
        (await reopened.ReadAsync(TestLog.Notes, CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout)).ShouldBe(["queued"]);
    }

    [Fact]
    public async Task Wal_PastSixteenMebibytes_IsMovedIntoTheDatabase()
    {
        var text = new string('x', 1_000_000);
        for (var i = 0; i < 20; i++)
        {
            await ExecuteAsync(connection => TestLog.AddNote(connection, text)).WaitAsync(TestLog.Timeout);
        }

        // Jobs are answered before the checkpoint; one more job waits for it.
        await ExecuteAsync(_ => { }).WaitAsync(TestLog.Timeout);
        new FileInfo(_directory.File("node.db-wal")).Length.ShouldBeLessThan(5_000_000);
        (await NotesAsync()).Count.ShouldBe(20);
    }

    private Task<bool> ExecuteAsync(Action<SqliteConnection> job) => _database.Writer.ExecuteAsync(
        (connection, _) =>
        {
            job(connection);
            return true;
        },
        CancellationToken.None);

    private Task<IReadOnlyList<string>> NotesAsync() =>
        _database.ReadAsync(TestLog.Notes, CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);
}

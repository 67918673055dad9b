using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Tests;

public sealed class SqliteLogStoreTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteLogStore _store;

    public SqliteLogStoreTests()
    {
        _database = TestLog.CreateAndOpen(_directory.File("log.db"));
        _store = new SqliteLogStore(_database);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Append_GivesIndicesFromZeroWithoutGaps()
    {
        (await AppendAsync(1, 2)).Select(receipt => receipt.Index).ShouldBe([0L, 1L]);
        (await AppendAsync(3)).Single().Index.ShouldBe(2);
        (await CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Append_OfAKeyThatIsThere_ReturnsTheFirstPlaceAndStoresNothing()
    {
        var first = (await AppendAsync(1, 2))[1];

        var receipts = await AppendAsync(3, 2, 4, 3);

        receipts.Select(receipt => receipt.Index).ShouldBe([2L, 1L, 3L, 2L]);
        receipts.Select(receipt => receipt.IsNew).ShouldBe([true, false, true, false]);
        receipts[1].LeafHash.ShouldBe(first.LeafHash);
        (await CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Append_OfNothing_IsNothing()
    {
        (await AppendAsync()).ShouldBeEmpty();
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Append_FromManyAtOnce_StoresEachOnceWithoutGaps()
    {
        var tasks = Enumerable.Range(0, 200).Select(number => Task.Run(() => AppendAsync(number, number + 1000))).ToArray();

        var receipts = (await Task.WhenAll(tasks).WaitAsync(TestLog.Timeout)).SelectMany(list => list).ToArray();

        receipts.Select(receipt => receipt.Index).Order().ShouldBe(Enumerable.Range(0, 400).Select(i => (long)i));
    }

    [Fact]
    public async Task Read_GivesBackWhatWasAppended()
    {
        var entry = TestLog.Entry(7);
        await _store.AppendAsync([TestLog.Entry(6), entry], CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);

        var stored = (await ReadAsync(1, 10)).Single();

        stored.Index.ShouldBe(1);
        stored.Key.ShouldBe(entry.Key);
        stored.Leaf.ToArray().ShouldBe(entry.Leaf.Encode());
        stored.Opening.ShouldNotBeNull().Opens(entry.Leaf).ShouldBeTrue();
        stored.Opening!.Payload.ToArray().ShouldBe(entry.Payload.ToArray());
    }

    [Fact]
    public async Task Read_OfARange_IsBoundedByItAndByTheEnd()
    {
        await AppendAsync([.. Enumerable.Range(0, 10)]);

        (await ReadAsync(3, 4)).Select(entry => entry.Index).ShouldBe([3L, 4L, 5L, 6L]);
        (await ReadAsync(8, 4)).Select(entry => entry.Index).ShouldBe([8L, 9L]);
        (await ReadAsync(10, 4)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_KnowsWhatIsThereAndWhatIsNot()
    {
        var receipt = (await AppendAsync(1)).Single();

        var found = await _store.FindAsync(TestLog.Entry(1).Key, CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);

        found.ShouldBe(receipt with { IsNew = false });
        (await _store.FindAsync(TestLog.Entry(2).Key, CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout)).ShouldBeNull();
    }

    [Fact]
    public async Task Append_InAJobThatFails_LeavesNoEntryAndNoGap()
    {
        var failing = _database.Writer.ExecuteAsync<bool>(
            (connection, transaction) =>
            {
                SqliteLogStore.Append(connection, transaction, [TestLog.Entry(1)]);
                throw new InvalidOperationException("state refused");
            },
            CancellationToken.None);

        await Should.ThrowAsync<InvalidOperationException>(() => failing.WaitAsync(TestLog.Timeout));
        (await CountAsync()).ShouldBe(0);
        (await AppendAsync(2)).Single().Index.ShouldBe(0);
    }

    [Fact]
    public async Task Append_TogetherWithState_IsOneCommit()
    {
        await _database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                TestLog.AddNote(connection, "state");
                return SqliteLogStore.Append(connection, transaction, [TestLog.Entry(1)]);
            },
            CancellationToken.None).WaitAsync(TestLog.Timeout);

        var (notes, count) = await _database.ReadAsync(
            connection => (TestLog.Notes(connection), SqliteLogStore.Count(connection)), CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);
        notes.ShouldBe(["state"]);
        count.ShouldBe(1);
    }

    [Fact]
    public async Task Append_SurvivesReopening()
    {
        await AppendAsync(1, 2, 3);
        await _database.DisposeAsync();

        await using var reopened = SqliteDatabase.Open(_directory.File("log.db"), TestLog.Schema);
        var store = new SqliteLogStore(reopened);

        (await store.CountAsync(CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout)).ShouldBe(3);
        (await store.AppendAsync([TestLog.Entry(2)], CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout)).Single().Index.ShouldBe(1);
    }

    [Fact]
    public async Task Schema_RefusesAnErasureOfOnlyOneHalf()
    {
        await AppendAsync(1);

        await Should.ThrowAsync<SqliteException>(() => ExecuteAsync("UPDATE log_entry SET payload = NULL"));
        await ExecuteAsync("UPDATE log_entry SET payload = NULL, nonce = NULL");
        (await ReadAsync(0, 1)).Single().Opening.ShouldBeNull();
    }

    private Task<string?> ExecuteAsync(string sql) =>
        _database.Writer.ExecuteAsync((connection, _) => TestLog.Scalar(connection, sql), CancellationToken.None).WaitAsync(TestLog.Timeout);

    private Task<IReadOnlyList<LogReceipt>> AppendAsync(params int[] numbers) =>
        _store.AppendAsync([.. numbers.Select(TestLog.Entry)], CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);

    private Task<IReadOnlyList<StoredLogEntry>> ReadAsync(long start, int count) =>
        _store.ReadAsync(start, count, CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);

    private Task<long> CountAsync() => _store.CountAsync(CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);
}

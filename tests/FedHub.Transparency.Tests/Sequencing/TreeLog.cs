using System.Text;
using FedHub.Transparency.Sqlite;

namespace FedHub.Transparency.Tests;

/// <summary>A log with its tree in a database of its own.</summary>
internal sealed class TreeLog : IAsyncDisposable
{
    internal static readonly SqliteSchema Schema = new(0x46480002, [SqliteLogStore.SchemaSql + SqliteLogTree.SchemaSql + SqliteWitnessStore.SchemaSql]);

    private readonly bool _isOwner;
    private readonly TemporaryDirectory _directory;

    private TreeLog(TemporaryDirectory directory, string path, bool isOwner)
    {
        _directory = directory;
        _isOwner = isOwner;
        DatabasePath = path;
        Database = SqliteDatabase.Open(path, Schema);
        Store = new SqliteLogTree(Database);
    }

    internal string DatabasePath { get; }

    internal SqliteDatabase Database { get; }

    internal SqliteLogTree Store { get; }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_isOwner)
        {
            _directory.Dispose();
        }
    }

    internal static async Task<TreeLog> CreateAsync(bool initialized = true)
    {
        var directory = new TemporaryDirectory();
        SqliteDatabase.Create(directory.File("log.db"), Schema);
        var log = new TreeLog(directory, directory.File("log.db"), isOwner: true);
        if (initialized)
        {
            (await log.Store.TryInitializeAsync(TestLogs.Checkpoint(TreeHead.Empty), CancellationToken.None)).ShouldBeTrue();
        }

        return log;
    }

    /// <summary>Opens the database of this name in the same folder: a copy, or a backup.</summary>
    internal TreeLog OpenCopy(string name) => new(_directory, _directory.File(name), isOwner: false);

    internal string PathOf(string name) => _directory.File(name);

    internal static TrustPolicy Policy(string lines)
    {
        TrustPolicy.TryParse(Encoding.UTF8.GetBytes(lines), out var policy, out var error).ShouldBeTrue(error?.Message);
        return policy!;
    }

    internal static WitnessGate OpenGate() => new(Policy("quorum none\n"));

    internal static async Task<LogSequencer> StartAsync(ILogTreeStore store, WitnessGate? gate = null)
    {
        var start = await LogSequencer.StartAsync(store, TestLogs.Signer, gate ?? OpenGate(), null, CancellationToken.None);
        start.Refusal.ShouldBe(SequencerRefusal.None);
        return start.Sequencer!;
    }

    internal Task<IReadOnlyList<LogReceipt>> AppendAsync(int from, int count) =>
        Store.AppendAsync([.. Enumerable.Range(from, count).Select(TestLog.Entry)], CancellationToken.None).AsTask();

    internal Task<string?> ExecuteAsync(string sql) =>
        Database.Writer.ExecuteAsync((connection, _) => TestLog.Scalar(connection, sql), CancellationToken.None);
}

using FedHub.Transparency.Sqlite;

namespace FedHub.Transparency.Tests;

/// <summary>What a loss of power leaves is the database and some beginning of its write-ahead log.</summary>
public sealed class PowerLossTests : IDisposable
{
    private const int WalHeaderSize = 32;
    private const int FrameSize = 24 + 4096;
    private const int EntriesPerCommit = 3;
    private const int Commits = 8;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Wal_CutAnywhere_LeavesAPrefixOfTheCommits()
    {
        var (image, wal) = await WriteAsync();
        var frames = (wal.Length - WalHeaderSize) / FrameSize;
        frames.ShouldBeGreaterThanOrEqualTo(Commits);
        var last = 0L;
        for (var frame = 0; frame <= frames; frame++)
        {
            foreach (var torn in (int[])[0, 23, 24 + 2000])
            {
                var cut = Math.Min(WalHeaderSize + (frame * FrameSize) + torn, wal.Length);
                var count = await RecoverAsync(image, wal.AsMemory(0, cut));

                // Whole commits only, never fewer for more of the log.
                (count % EntriesPerCommit).ShouldBe(0);
                count.ShouldBeGreaterThanOrEqualTo(last);
                last = count;
            }
        }

        last.ShouldBe(Commits * EntriesPerCommit);
    }

    [Fact]
    public async Task Wal_WithAFlippedBit_LeavesAPrefixOfTheCommits()
    {
        var (image, wal) = await WriteAsync();
        for (var offset = WalHeaderSize + 40; offset < wal.Length; offset += FrameSize)
        {
            var damaged = wal.ToArray();
            damaged[offset] ^= 0x10;

            (await RecoverAsync(image, damaged) % EntriesPerCommit).ShouldBe(0);
        }
    }

    private async Task<(byte[] Image, byte[] Wal)> WriteAsync()
    {
        var path = _directory.File("origin.db");
        await using var database = TestLog.CreateAndOpen(path);
        var store = new SqliteLogStore(database);
        for (var commit = 0; commit < Commits; commit++)
        {
            var entries = Enumerable.Range(commit * EntriesPerCommit, EntriesPerCommit).Select(TestLog.Entry).ToArray();
            await store.AppendAsync(entries, CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);
        }

        return (await ReadSharedAsync(path), await ReadSharedAsync(path + "-wal"));
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        // SQLite holds locks on the file, which a plain read would trip over.
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(TestLog.Timeout);
        return bytes;
    }

    private async Task<long> RecoverAsync(byte[] image, ReadOnlyMemory<byte> wal)
    {
        var path = _directory.File($"recovered-{Guid.NewGuid():N}.db");
        await File.WriteAllBytesAsync(path, image).WaitAsync(TestLog.Timeout);
        await File.WriteAllBytesAsync(path + "-wal", wal).WaitAsync(TestLog.Timeout);
        await using var database = SqliteDatabase.Open(path, TestLog.Schema);
        var store = new SqliteLogStore(database);
        var count = await store.CountAsync(CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);
        var entries = await store.ReadAsync(0, 1000, CancellationToken.None).AsTask().WaitAsync(TestLog.Timeout);

        // The entries agree with the row that counts them, in place and in content.
        entries.Select(entry => entry.Index).ShouldBe(Enumerable.Range(0, (int)count).Select(index => (long)index));
        entries.Select(entry => entry.Key).ShouldBe(Enumerable.Range(0, (int)count).Select(index => TestLog.Entry(index).Key));
        return count;
    }
}

using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Tests.Sqlite;

public sealed class SqliteLogFsckTests : IDisposable
{
    private static readonly SqliteSchema _schema = new(0x54455354, [SqliteLogStore.SchemaSql + SqliteLogTree.SchemaSql]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fedhub-fsck-");

    private string File => Path.Combine(_folder.FullName, "log.db");

    [Fact]
    public async Task Run_WholeLog_FindsNothing()
    {
        await WriteAsync(300, 20);

        var report = Run();

        report.Findings.ShouldBeEmpty();
        report.Count.ShouldBe(320);
        report.Published.ShouldNotBeNull().Size.ShouldBe(300);
        report.CheckpointCount.ShouldBe(3);
        report.ErasedCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("DELETE FROM log_entry WHERE idx = 2", "entry 2 is missing")]
    [InlineData("DELETE FROM log_entry WHERE idx = 319", "entry 319 is missing: 320 were acknowledged")]
    [InlineData("UPDATE log_entry SET payload = X'00' WHERE idx = 3", "the payload of entry 3 does not open its commitment")]
    [InlineData("UPDATE log_entry SET leaf = X'00' WHERE idx = 1", "entry 1 is not a leaf")]
    [InlineData("UPDATE log_entry SET leaf = (SELECT leaf FROM log_entry WHERE idx = 0), nonce = NULL, payload = NULL WHERE idx = 310", "entry 310 is not the one that was acknowledged: its hash differs")]
    [InlineData("UPDATE log_tile SET root = X'0000000000000000000000000000000000000000000000000000000000000000'", "the tile tile/0/000 is not the one of the entries")]
    [InlineData("UPDATE log_tile SET hashes = zeroblob(8192)", "the tile tile/0/000 is not the one of the entries")]
    [InlineData("DELETE FROM log_tile", "the tile tile/0/000 is missing")]
    [InlineData("UPDATE log_checkpoint SET note = (SELECT note FROM log_checkpoint WHERE size = 300) WHERE size = 257", "the checkpoint of size 257 is not one")]
    [InlineData("DELETE FROM log_checkpoint WHERE size = 300", "the head is not the last checkpoint that was signed")]
    [InlineData("DELETE FROM log_head", "the head is missing, which the log began with")]
    [InlineData("DELETE FROM log_checkpoint WHERE size = 0", "the checkpoint of size 0 is missing, which the log began with")]
    [InlineData("UPDATE log_entry SET nonce = NULL, payload = NULL WHERE idx = 4", "the payload of entry 4 is gone, and no payloads-erased entry says so")]
    [InlineData("UPDATE log_head SET size = 299", "the head is not a checkpoint of its size")]
    [InlineData("UPDATE log_head SET size = 257, note = (SELECT note FROM log_checkpoint WHERE size = 257)", "the head is not the last checkpoint that was signed")]
    public async Task Run_WhateverWasAltered_IsNamed(string tampering, string finding)
    {
        await WriteAsync(300, 20);
        Execute(tampering);

        Run().Findings.ShouldContain(finding);
    }

    [Fact]
    public async Task Run_EntryAlteredWithItsHashes_ContradictsWhatWasSigned()
    {
        await WriteAsync(200, 0);
        var leaf = new AuditLeaf(1, FedHub.Cryptography.Digest.Of("another"u8));
        Execute($"UPDATE log_entry SET leaf = X'{Convert.ToHexString(leaf.Encode())}', leaf_hash = X'{leaf.Hash()}', nonce = NULL, payload = NULL WHERE idx = 100");

        Run().Findings.ShouldContain("the checkpoint of size 200 has another root than the entries: what was signed is not what is stored");
    }

    [Fact]
    public async Task Run_LogThatWasSetBack_IsNamed()
    {
        await WriteAsync(300, 0);
        Execute("DELETE FROM log_entry WHERE idx >= 290");
        Execute("UPDATE log_next SET next = 290");

        Run().Findings.ShouldContain("a checkpoint of size 300 was signed, and the log has fewer entries: it was set back");
    }

    [Fact]
    public async Task Run_CheckpointOfAnotherKey_IsNamedWhenTheKeyIsKnown()
    {
        await WriteAsync(10, 0);

        SqliteLogFsck.Run(File, TestLogs.OtherWitness(1).VerificationKey, null, CancellationToken.None).Findings.ShouldContain("the checkpoint of size 10 is not signed by the log's key");
        SqliteLogFsck.Run(File, TestLogs.Signer.VerificationKey, null, CancellationToken.None).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_ErasedPayloads_AreCountedAndFine()
    {
        await WriteAsync(10, 0, Erasure(2, 4, 2));
        Execute("UPDATE log_entry SET nonce = NULL, payload = NULL WHERE idx IN (2, 4)");

        var report = Run();

        report.Findings.ShouldBeEmpty();
        report.ErasedCount.ShouldBe(2);
    }

    [Theory]
    [InlineData("2, 3, 4", "3 payloads are gone, and the log's payloads-erased entries make 2")]
    [InlineData("2", "1 payloads are gone, and the log's payloads-erased entries make 2")]
    [InlineData("2, 5", "the payload of entry 5 is gone, and no payloads-erased entry says so")]
    [InlineData("2, 4, 10", "the payload of entry 2 is gone, and no payloads-erased entry says so")]
    public async Task Run_OthersErasedThanTheLogSays_AreNamed(string entries, string finding)
    {
        await WriteAsync(10, 0, Erasure(2, 4, 2));
        Execute($"UPDATE log_entry SET nonce = NULL, payload = NULL WHERE idx IN ({entries})");

        Run().Findings.ShouldBe([finding]);
    }

    [Theory]
    [InlineData(4, 2, 1)]
    [InlineData(2, 10, 1)]
    [InlineData(2, 4, 4)]
    [InlineData(2, 4, 0)]
    public async Task Run_ErasureThatMakesNoSense_IsNamed(int first, int last, int count)
    {
        await WriteAsync(10, 0, Erasure(first, last, count));

        Run().Findings.ShouldBe(["entry 10 does not say what was erased"]);
    }

    [Fact]
    public async Task Run_NoCheckpointLeft_IsNamed()
    {
        await WriteAsync(300, 0);
        foreach (var table in (string[])["log_head", "log_checkpoint", "log_tile"])
        {
            Execute($"DELETE FROM {table}");
        }

        Run().Findings.ShouldBe(["the checkpoint of size 0 is missing, which the log began with", "the head is missing, which the log began with"]);
    }

    [Fact]
    public async Task Run_CheckpointThatWitnessesCosigned_MustBeThere()
    {
        await WriteAsync(300, 0);
        Execute("CREATE TABLE log_cosignature (size INTEGER, witness TEXT, line TEXT); INSERT INTO log_cosignature VALUES (257, 'w', ''), (300, 'w', '')");
        Execute("CREATE TABLE log_witnessed (id INTEGER, size INTEGER); INSERT INTO log_witnessed VALUES (0, 257)");
        Run().Findings.ShouldBeEmpty();
        Execute("DELETE FROM log_checkpoint WHERE size = 257");

        Run().Findings.ShouldBe(["the checkpoint of size 257 is missing, and witnesses have cosigned it"]);
    }

    [Fact]
    public async Task Run_LogOfANodeThatHasNotBegun_IsWhole_AndAHubsIsNot()
    {
        SqliteDatabase.Create(File, _schema);
        await using (SqliteDatabase.Open(File, _schema))
        {
            // Opened, as a node's is before its first start.
        }

        Run().IsWhole.ShouldBeTrue();
        Execute("CREATE TABLE log_witnessed (id INTEGER, size INTEGER); INSERT INTO log_witnessed VALUES (0, 0); DELETE FROM log_witnessed");

        Run().Findings.ShouldContain("the head is missing, which the log began with");
    }

    [Fact]
    public async Task Run_NewLog_IsWhole()
    {
        await WriteAsync(0, 0);

        Run().IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_EverythingAltered_StopsAtTheLimit()
    {
        await WriteAsync(300, 0);
        Execute("UPDATE log_entry SET payload = X'00'");

        Run().Findings.Length.ShouldBe(SqliteLogFsck.MaxFindings);
    }

    [Fact]
    public async Task Run_FileThatIsNoDatabase_Throws()
    {
        await System.IO.File.WriteAllTextAsync(File, "this is no database, and long enough to be looked at as one");

        Should.Throw<SqliteException>(Run);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private LogFsckReport Run() => SqliteLogFsck.Run(File, null, null, CancellationToken.None);

    private async Task WriteAsync(int published, int sequenced, params AuditPayload[] more)
    {
        SqliteDatabase.Create(File, _schema);
        await using var database = SqliteDatabase.Open(File, _schema);
        var tree = new SqliteLogTree(database);
        var head = TestLogs.Checkpoint(TreeHead.Empty);
        await tree.TryInitializeAsync(head, CancellationToken.None);
        var builder = new TileBuilder();
        foreach (var size in new[] { Math.Min(257, published), published }.Distinct().Where(size => size > 0))
        {
            await tree.AppendAsync([.. Enumerable.Range((int)builder.Count, size - (int)builder.Count).Select(i => Entry(i, builder))], CancellationToken.None);
            var next = TestLogs.Checkpoint(new TreeHead(size, builder.Root()));
            (await tree.CommitAsync(head, next, builder.TakeCompleted(), CancellationToken.None)).ShouldBe(HeadCommit.Committed);
            head = next;
        }

        await tree.AppendAsync([.. Enumerable.Range(published, sequenced).Select(i => Entry(i, builder))], CancellationToken.None);
        await tree.AppendAsync(
            [.. more.Select(payload => NewLogEntry.Create(IdempotencyKey.Derive(payload.Kind, "more"u8), DateTimeOffset.UnixEpoch.AddDays(2), payload))], CancellationToken.None);
    }

    private static AuditPayload Erasure(int first, int last, int count) => new(
        AuditKind.PayloadsErased, null, "query-submitted", [new("kind", "query-submitted"), new("first", $"{first}"), new("last", $"{last}"), new("count", $"{count}")]);

    private static NewLogEntry Entry(int number, TileBuilder builder)
    {
        var entry = NewLogEntry.Create(
            IdempotencyKey.Derive(AuditKind.QuerySubmitted, BitConverter.GetBytes(number)), DateTimeOffset.UnixEpoch.AddDays(1), new AuditPayload(AuditKind.QuerySubmitted, null, "subject", []));
        builder.Append(entry.Leaf.Hash());
        return entry;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }
}

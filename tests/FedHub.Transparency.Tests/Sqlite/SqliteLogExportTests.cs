using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Tests.Sqlite;

public sealed class SqliteLogExportTests : IDisposable
{
    private static readonly SqliteSchema _schema = new(0x54455354, [SqliteLogStore.SchemaSql + SqliteLogTree.SchemaSql]);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("fedhub-export-");
    private readonly NoteSigner _signer = TestLogs.Signer;
    private int _appended;

    private string Database => Path.Combine(_root.FullName, "log.db");

    private string Folder => Path.Combine(_root.FullName, "export");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(600)]
    public async Task Export_OfAnySize_VerifiesWithAllItsOpenings(int size)
    {
        await GrowAsync(size, unsigned: 3);

        var result = Run();

        result.Finding.ShouldBeNull();
        result.Sequenced.ShouldBe(size + 3);
        result.Checkpoint!.Head.Size.ShouldBe(size);
        await ShouldVerifyAsync(size);
    }

    [Fact]
    public async Task Export_OfALogThatGrew_BringsTheFolderUpToDate()
    {
        await GrowAsync(100, unsigned: 0);
        Run().Finding.ShouldBeNull();
        await GrowAsync(300, unsigned: 0);

        Run().Finding.ShouldBeNull();

        await ShouldVerifyAsync(400);
        Directory.GetFiles(Path.Combine(Folder, "openings"), "*", SearchOption.AllDirectories).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Export_PayloadErasedSince_LeavesTheFolderToo()
    {
        await GrowAsync(5, unsigned: 0);
        Run();
        Execute("UPDATE log_entry SET nonce = NULL, payload = NULL WHERE idx = 2");

        Run().Finding.ShouldBeNull();

        var bundle = TileLayout.BundleOf(0, 5);
        OpeningBundle.TryDecode(await File.ReadAllBytesAsync(Path.Combine(Folder, OpeningsPath.Of(bundle))), bundle, out var openings).ShouldBeTrue();
        openings.Select(opening => opening.Form).ShouldBe([OpeningForm.Whole, OpeningForm.Whole, OpeningForm.Erased, OpeningForm.Whole, OpeningForm.Whole]);
    }

    [Fact]
    public async Task Export_IntoAFolderThatWentOnDifferently_IsRefusedAndLeavesItsCheckpoint()
    {
        await GrowAsync(10, unsigned: 0);
        Run();
        var before = await File.ReadAllBytesAsync(Path.Combine(Folder, "checkpoint"));
        File.Delete(Database);
        _appended = 1000;
        await GrowAsync(10, unsigned: 0);

        Run().Finding.ShouldNotBeNull().ShouldContain("set back and went on differently");

        (await File.ReadAllBytesAsync(Path.Combine(Folder, "checkpoint"))).ShouldBe(before);
    }

    [Theory]
    [InlineData("DELETE FROM log_entry WHERE idx = 3", "an entry between 0 and 9 is missing")]
    [InlineData("UPDATE log_entry SET leaf = X'00' WHERE idx = 3", "do not lead to the signed checkpoint")]
    [InlineData("DELETE FROM log_head", "there is no signed checkpoint")]
    public async Task Export_OfADamagedLog_SaysSoAndWritesNoCheckpoint(string damage, string finding)
    {
        await GrowAsync(10, unsigned: 0);
        Execute(damage);

        Run().Finding.ShouldNotBeNull().ShouldContain(finding);

        File.Exists(Path.Combine(Folder, "checkpoint")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("tile/entries/000", true)]
    [InlineData("tile/0/001.p/144", true)]
    [InlineData("openings/001.p/144", true)]
    [InlineData("tile/entries/001.p/144", false)]
    public async Task Export_OverFilesThatALossOfPowerHasTorn_WritesThemAgain(string torn, bool hasCheckpoint)
    {
        await GrowAsync(400, unsigned: 0);
        Run().Finding.ShouldBeNull();
        await File.WriteAllBytesAsync(Path.Combine(Folder, torn), []);
        if (!hasCheckpoint)
        {
            File.Delete(Path.Combine(Folder, "checkpoint"));
        }

        Run().Finding.ShouldBeNull();

        await ShouldVerifyAsync(400);
    }

    [Fact]
    public async Task Export_IntoTheFolderOfAnotherLog_LeavesItAsItWas()
    {
        await GrowAsync(10, unsigned: 0);
        var (writer, _) = await LogFolderWriter.OpenAsync(
            new LogFolder(Folder), new NoteSigner(KeyName.Parse("another.example/log"), TestLogs.LogKey), CancellationToken.None);
        writer!.Append(TestLogs.Entry(0));
        writer.Publish();
        Directory.CreateDirectory(Path.Combine(Folder, "openings/000.p"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "openings/000.p/1"), "theirs");
        var before = Files();

        var result = Run();

        result.Finding.ShouldNotBeNull().ShouldContain("of another log, another.example/log");
        result.IsOfAnotherFolder.ShouldBeTrue();
        Files().ShouldBe(before);
    }

    [Fact]
    public async Task Export_OfALogThatWasSetBack_LeavesTheFolderAsItWas()
    {
        await GrowAsync(10, unsigned: 0);
        File.Copy(Database, Database + ".backup");
        await GrowAsync(10, unsigned: 0);
        Run().Finding.ShouldBeNull();
        var before = Files();
        File.Move(Database + ".backup", Database, overwrite: true);

        var result = Run();

        result.Finding.ShouldNotBeNull().ShouldContain("leads to a signed checkpoint of 20 entries, and this log, of 10, does not continue it");
        result.IsOfAnotherFolder.ShouldBeFalse();
        Files().ShouldBe(before);
    }

    [Fact]
    public async Task Export_ThatFailsHalfway_LeavesWhatTheOldCheckpointNeeds()
    {
        await GrowAsync(100, unsigned: 0);
        Run().Finding.ShouldBeNull();
        await GrowAsync(300, unsigned: 0);
        Execute("DELETE FROM log_entry WHERE idx = 350");

        Run().Finding.ShouldNotBeNull().ShouldContain("is missing");

        await ShouldVerifyAsync(100);
    }

    [Fact]
    public async Task Export_IntoAFolderThatOthersMayRead_WritesFilesThatTheyMayNot()
    {
        Directory.CreateDirectory(Folder);
        await GrowAsync(300, unsigned: 0);
        Run().Finding.ShouldBeNull();

        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(File.GetUnixFileMode).Distinct()
            .ShouldHaveSingleItem().ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Export_IsForItsOwnerOnly()
    {
        await GrowAsync(1, unsigned: 0);
        Run();

        File.GetUnixFileMode(Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string Files() => string.Join('\n', Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}"));

    private LogExportResult Run() => SqliteLogExport.Run(Database, Folder, null, CancellationToken.None);

    private async Task ShouldVerifyAsync(long size)
    {
        SignedCheckpoint.TryParse(await File.ReadAllBytesAsync(Path.Combine(Folder, "checkpoint")), out var checkpoint).ShouldBeTrue();
        new NoteKeyRing([_signer.VerificationKey]).Verify(checkpoint!.Note).IsAccepted.ShouldBeTrue();
        checkpoint.Head.Size.ShouldBe(size);
        var verified = await new LogVerifier(new LogFolder(Folder), new LogVerifierOptions { IsEntry = LogVerifierOptions.AuditLeaves })
            .VerifyAsync(checkpoint.Head, LogVerifierState.Start, CancellationToken.None);
        verified.IsVerified.ShouldBeTrue();
        foreach (var bundle in TileLayout.Bundles(size))
        {
            OpeningBundle.TryDecode(await File.ReadAllBytesAsync(Path.Combine(Folder, OpeningsPath.Of(bundle))), bundle, out var openings).ShouldBeTrue();
            openings.Count(opening => opening.Form == OpeningForm.Whole).ShouldBe(bundle.Width);
        }
    }

    private async Task GrowAsync(int count, int unsigned)
    {
        if (!File.Exists(Database))
        {
            SqliteDatabase.Create(Database, _schema);
        }

        await using var database = SqliteDatabase.Open(Database, _schema);
        var tree = new SqliteLogTree(database);
        await tree.TryInitializeAsync(SignedCheckpoint.Sign(new Checkpoint(_signer.VerificationKey.Name.ToString(), TreeHead.Empty), _signer), CancellationToken.None);
        await AppendAsync(tree, count);
        TrustPolicy.TryParse(System.Text.Encoding.UTF8.GetBytes($"log {_signer.VerificationKey}\nquorum none\n"), out var policy, out _).ShouldBeTrue();
        var start = await LogSequencer.StartAsync(tree, _signer, new WitnessGate(policy!), null, CancellationToken.None);
        using var sequencer = start.Sequencer.ShouldNotBeNull();
        while (await sequencer.IntegrateAsync(CancellationToken.None) == SequencerOutcome.Published)
        {
        }

        await AppendAsync(tree, unsigned);
    }

    private async Task AppendAsync(SqliteLogTree tree, int count)
    {
        await tree.AppendAsync([.. Enumerable.Range(_appended, count).Select(TestLog.Entry)], CancellationToken.None);
        _appended += count;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class LogFolderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(300)]
    public async Task Log_Written_IsVerifiedFromItsFiles(int size)
    {
        var folder = Folder();
        var published = await WriteAsync(folder, 0, size);

        SignedCheckpoint.TryParse((await folder.ReadCheckpointAsync(CancellationToken.None))!.Value.Span, out var read).ShouldBeTrue();

        read.ShouldBe(published);
        (await new LogVerifier(folder, new LogVerifierOptions()).VerifyAsync(read!.Head, LogVerifierState.Start, CancellationToken.None))
            .IsVerified.ShouldBeTrue();
        published.Head.Root.ShouldBe(NaiveMerkle.Root(NaiveMerkle.Leaves(size)));
    }

    [Fact]
    public async Task Log_WrittenInParts_IsTheLogWrittenAtOnce()
    {
        var (parts, whole) = (Folder("parts"), Folder("whole"));
        int[] sizes = [1, 200, 255, 256, 257, 600, 601];
        var from = 0;
        SignedCheckpoint? last = null;
        foreach (var size in sizes)
        {
            last = await WriteAsync(parts, from, size);
            from = size;
        }

        last.ShouldBe(await WriteAsync(whole, 0, 601));
        foreach (var size in sizes)
        {
            // What was published for each size is still there, unless the full one has taken its place.
            foreach (var tile in TileLayout.Tiles(size))
            {
                (await parts.FindTileAsync(tile, CancellationToken.None)).ShouldNotBeNull();
            }
        }
    }

    [Fact]
    public async Task Folder_HasTheNamesOfTheSpecification()
    {
        await WriteAsync(Folder(), 0, 257);

        var root = _directory.File("log");
        Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)
            .ShouldBe(["checkpoint", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/1"]);
        new FileInfo(Path.Combine(root, "tile/0/000")).Length.ShouldBe(8192);
    }

    [Fact]
    public async Task Tile_OfOtherHashesUnderTheSameName_IsRefused()
    {
        var folder = Folder();
        await WriteAsync(folder, 0, 3);
        var tile = new Tile(new TileId(0, 0, 3), new byte[96]);

        folder.TryWrite(tile).ShouldBeFalse();
        folder.TryWrite(new BundleId(0, 3), new byte[9]).ShouldBeFalse();
        folder.TryWrite((await folder.FindTileAsync(tile.Id, CancellationToken.None))!).ShouldBeTrue();
    }

    [Fact]
    public async Task Folder_OfAnotherLog_IsNotWrittenTo()
    {
        await WriteAsync(Folder(), 0, 3);
        using var key = SigningKey.Generate();

        (await LogFolderWriter.OpenAsync(Folder(), new NoteSigner(KeyName.Parse(TestLogs.Origin), key), CancellationToken.None)).Fault
            .ShouldBe(LogFolderFault.ForeignCheckpoint);
        (await LogFolderWriter.OpenAsync(Folder(), new NoteSigner(KeyName.Parse("another.example"), TestLogs.LogKey), CancellationToken.None)).Fault
            .ShouldBe(LogFolderFault.ForeignCheckpoint);
        File.WriteAllText(_directory.File("log/checkpoint"), "nonsense");
        (await LogFolderWriter.OpenAsync(Folder(), TestLogs.Signer, CancellationToken.None)).Fault.ShouldBe(LogFolderFault.ForeignCheckpoint);
    }

    [Theory]
    [InlineData("tile/0/001.p/44")]
    [InlineData("tile/1/000.p/1")]
    [InlineData("tile/entries/001.p/44")]
    public async Task Folder_WithDamagedFiles_IsNotWrittenTo(string name)
    {
        await WriteAsync(Folder(), 0, 300);
        var path = _directory.File("log/" + name);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        (await LogFolderWriter.OpenAsync(Folder(), TestLogs.Signer, CancellationToken.None)).Fault.ShouldBe(LogFolderFault.Damaged);

        File.Delete(path);
        (await LogFolderWriter.OpenAsync(Folder(), TestLogs.Signer, CancellationToken.None)).Fault.ShouldBe(LogFolderFault.Damaged);
    }

    [Fact]
    public async Task Writer_StoppedBeforeTheCheckpoint_MakesTheSameFilesAgain()
    {
        var folder = Folder();
        await WriteAsync(folder, 0, 10);
        var (stopped, _) = await LogFolderWriter.OpenAsync(folder, TestLogs.Signer, CancellationToken.None);
        for (var i = 10; i < 700; i++)
        {
            stopped!.Append(TestLogs.Entry(i));
        }

        // Full tiles are on the disk, the checkpoint is still the old one.
        (await WriteAsync(folder, 10, 700)).Head.ShouldBe(NaiveMerkle.Head(NaiveMerkle.Leaves(700)));
    }

    [Fact]
    public async Task File_LargerThanAnyHonestOne_IsNotReadIntoMemory()
    {
        Directory.CreateDirectory(_directory.File("log/tile/0"));
        await using (var file = File.Create(_directory.File("log/tile/0/000")))
        {
            file.SetLength(1L << 40);
        }

        (await Folder().FindTileAsync(new TileId(0, 0), CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("tile/0/000")]
    [InlineData("checkpoint")]
    [InlineData("openings/000")]
    public async Task Pipe_InPlaceOfAFile_IsNotWaitedFor(string name)
    {
        var pipe = _directory.File("log/" + name);
        Directory.CreateDirectory(Path.GetDirectoryName(pipe)!);
        using (var process = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }

        File.Exists(pipe).ShouldBeTrue();
        var read = Task.Run(async () => name switch
        {
            "checkpoint" => await Folder().ReadCheckpointAsync(CancellationToken.None),
            "openings/000" => await Folder().ReadOpeningsAsync(new BundleId(0), CancellationToken.None),
            _ => await Folder().ReadTileAsync(new TileId(0, 0), CancellationToken.None),
        });

        (await read.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeNull();
    }

    [Fact]
    public async Task Entry_BeyondTheLimit_IsNotAppended()
    {
        var (writer, _) = await LogFolderWriter.OpenAsync(Folder(), TestLogs.Signer, CancellationToken.None);

        Should.Throw<ArgumentException>(() => writer!.Append(new byte[65_536]));
        writer!.Count.ShouldBe(0);
    }

    private LogFolder Folder(string name = "log") => new(_directory.File(name));

    private static async Task<SignedCheckpoint> WriteAsync(LogFolder folder, int from, int to)
    {
        var (writer, fault) = await LogFolderWriter.OpenAsync(folder, TestLogs.Signer, CancellationToken.None);
        fault.ShouldBe(LogFolderFault.None);
        writer!.Count.ShouldBe(from);
        for (var i = from; i < to; i++)
        {
            writer.Append(TestLogs.Entry(i));
        }

        return writer.Publish();
    }
}

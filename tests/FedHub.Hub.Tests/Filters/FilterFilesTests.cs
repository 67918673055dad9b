using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Hub.Tests.Filters;

public sealed class FilterFilesTests : IDisposable
{
    private static readonly byte[] _content = [1, 2, 3, 4, 5];

    private readonly TempDirectory _directory = new();

    private FilterFiles Files => new(_directory.Path);

    [Fact]
    public async Task Upload_Complete_IsThereUnderItsHash()
    {
        using (var upload = Files.Begin(Digest.Of(_content), 5))
        {
            (await upload.AppendAsync(0, _content.AsMemory(0, 3), CancellationToken.None)).ShouldBeNull();
            Files.Has(Digest.Of(_content)).ShouldBeFalse();
            (await upload.AppendAsync(3, _content.AsMemory(3), CancellationToken.None)).ShouldBeNull();
            upload.Complete().ShouldBeNull();
        }

        Files.List().ShouldBe([Digest.Of(_content)]);
        await using var read = Files.OpenRead(Digest.Of(_content));
        read.Length.ShouldBe(5);
    }

    [Fact]
    public async Task Upload_Faulty_LeavesNothing()
    {
        using (var upload = Files.Begin(Digest.Of("other"u8), 5))
        {
            (await upload.AppendAsync(1, _content.AsMemory(0, 3), CancellationToken.None))!.Code.ShouldBe(ErrorCode.Malformed);
            (await upload.AppendAsync(0, _content.AsMemory(0, 4), CancellationToken.None)).ShouldBeNull();
            (await upload.AppendAsync(4, _content.AsMemory(3), CancellationToken.None))!.Code.ShouldBe(ErrorCode.InvalidInput);
            upload.Complete()!.Code.ShouldBe(ErrorCode.InvalidInput);
            (await upload.AppendAsync(4, _content.AsMemory(4), CancellationToken.None)).ShouldBeNull();
            upload.Complete()!.Code.ShouldBe(ErrorCode.InvalidInput);
        }

        Directory.EnumerateFileSystemEntries(_directory.Path).ShouldBeEmpty();
    }

    [Fact]
    public void DeleteTemporary_AfterACrash_LeavesWholeFiles()
    {
        File.WriteAllBytes(_directory.File(".upload-abc"), _content);
        File.WriteAllBytes(_directory.File(Digest.Of(_content).ToString()), _content);
        Files.DeleteTemporary();

        Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName).ShouldBe([Digest.Of(_content).ToString()]);
    }

    public void Dispose() => _directory.Dispose();
}

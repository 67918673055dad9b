namespace FedHub.Cryptography.Tests;

public sealed class DurableDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fedhub-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Create_MakesAllThatIsMissing_AndLeavesWhatIsThere()
    {
        var path = Path.Combine(_directory.FullName, "a", "b", "c");
        DurableDirectory.Create(path);
        File.WriteAllText(Path.Combine(path, "file"), "content");

        DurableDirectory.Create(path);

        File.ReadAllText(Path.Combine(path, "file")).ShouldBe("content");
    }

    [Fact]
    public void Create_WhereAFileIs_Fails()
    {
        var path = Path.Combine(_directory.FullName, "file");
        File.WriteAllText(path, "content");

        Should.Throw<IOException>(() => DurableDirectory.Create(path));
        Should.Throw<IOException>(() => DurableDirectory.Create(Path.Combine(path, "below")));
    }
}

namespace FedHub.Transparency.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("fedhub-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    internal string File(string name) => Path.Combine(_directory.FullName, name);
}

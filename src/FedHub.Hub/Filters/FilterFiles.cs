using FedHub.Cryptography;

namespace FedHub.Hub;

/// <summary>Filter files on disk, each named by its SHA-256. A file under its final name is whole, hashed and durable.</summary>
internal sealed class FilterFiles(string directory)
{
    private const string TemporaryPrefix = ".upload-";

    internal bool Has(Digest sha256) => File.Exists(PathOf(sha256));

    /// <summary>Starts an upload into a temporary file of the same directory.</summary>
    internal FilterFileUpload Begin(Digest sha256, long sizeBytes) =>
        new(Path.Combine(directory, TemporaryPrefix + Path.GetRandomFileName()), PathOf(sha256), sha256, sizeBytes);

    internal FileStream OpenRead(Digest sha256) => new(PathOf(sha256), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        // Cleanup may delete the file while a last reader has it open.
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        BufferSize = 0,
    });

    internal void Delete(Digest sha256) => File.Delete(PathOf(sha256));

    /// <summary>Files that are there under their final name.</summary>
    internal IReadOnlyList<Digest> List() =>
    [
        .. Directory.EnumerateFiles(directory)
            .Select(path => Digest.TryParse(Path.GetFileName(path), out var sha256) ? sha256 : (Digest?)null)
            .OfType<Digest>(),
    ];

    /// <summary>Removes what uploads left that a crash cut off. Only at the start, before any upload.</summary>
    internal void DeleteTemporary()
    {
        foreach (var path in Directory.EnumerateFiles(directory, TemporaryPrefix + "*"))
        {
            File.Delete(path);
        }
    }

    private string PathOf(Digest sha256) => Path.Combine(directory, sha256.ToString());
}

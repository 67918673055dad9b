using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Protocol;

namespace FedHub.Node.Filters;

/// <summary>The files of others' filters on disk, each named by its SHA-256: there once, whole and durable, or not there.</summary>
internal sealed class FilterFiles(IHub hub, string directory)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Opens a file that a manifest names, downloading it first if needed. A broken download goes on where it stopped.</summary>
    /// <exception cref="FedHubException">The file cannot be had, or is not what the manifest says.</exception>
    public async Task<MemoryMappedFilter> OpenAsync(Manifest manifest, ManifestFile file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, file.Sha256.ToString());
        if (!File.Exists(path))
        {
            await DownloadAsync(file, path, cancellationToken);
        }

        return Open(manifest, file, path);
    }

    /// <summary>Deletes a file that no manifest names any more.</summary>
    public void Delete(Digest sha256) => File.Delete(Path.Combine(directory, sha256.ToString()));

    private static MemoryMappedFilter Open(Manifest manifest, ManifestFile file, string path)
    {
        MemoryMappedFilter filter;
        try
        {
            filter = MemoryMappedFilter.Open(path);
        }
        catch (InvalidDataException exception)
        {
            throw new FedHubException(ErrorCode.Malformed, $"A filter file is not well-formed: {exception.Message}");
        }

        // The manifest's numbers were held against ceiling and tag length; the file must not tell another story.
        var header = filter.Header;
        if (filter.IsFor(manifest.Slot, manifest.Epoch)
            && header.TagBits == manifest.TagBits && header.Number == file.Number && header.EntryCount == file.EntryCount)
        {
            return filter;
        }

        filter.Dispose();
        throw new FedHubException(ErrorCode.Malformed, "A filter file does not agree with its manifest.");
    }

    private async Task DownloadAsync(ManifestFile file, string path, CancellationToken cancellationToken)
    {
        var partial = path + ".part";
        await using (var stream = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous))
        {
            if (stream.Length > file.SizeBytes)
            {
                stream.SetLength(0);
            }

            stream.Seek(0, SeekOrigin.End);
            await foreach (var chunk in hub.GetFilterFileAsync(file.Sha256, stream.Length, cancellationToken))
            {
                if (stream.Length + chunk.Length > file.SizeBytes)
                {
                    throw new FedHubException(ErrorCode.Malformed, "A filter file is longer than its manifest says.");
                }

                await stream.WriteAsync(chunk, cancellationToken);
            }

            stream.Flush(flushToDisk: true);
            if (stream.Length == file.SizeBytes && await HasDigestAsync(stream, file.Sha256, cancellationToken))
            {
                // Whole and on the disk before it gets its name: a crash here leaves a partial file that is completed or checked again.
                File.Move(partial, path, overwrite: true);
                return;
            }
        }

        File.Delete(partial);
        throw new FedHubException(ErrorCode.PartDigestMismatch, "A filter file is not the one that its manifest names.");
    }

    private static async Task<bool> HasDigestAsync(FileStream stream, Digest expected, CancellationToken cancellationToken)
    {
        stream.Seek(0, SeekOrigin.Begin);
        return Digest.FromBytes(await SHA256.HashDataAsync(stream, cancellationToken)) == expected;
    }
}

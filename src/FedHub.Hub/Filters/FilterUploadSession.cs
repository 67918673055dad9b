using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The files of one manifest on their way in, one after the other. Files that the hub has already are skipped.</summary>
internal sealed class FilterUploadSession : IDisposable
{
    private readonly FilterFiles _files;
    private readonly Dictionary<Digest, ManifestFile> _named;
    private readonly Action _onDispose;
    private FilterFileUpload? _current;

    internal FilterUploadSession(FilterFiles files, VerifiedManifest verified, Action onDispose)
    {
        _files = files;
        _named = verified.Manifest.Files.DistinctBy(file => file.Sha256).ToDictionary(file => file.Sha256);
        _onDispose = onDispose;
    }

    /// <summary>Takes the next chunk.</summary>
    /// <exception cref="FedHubException">Malformed or InvalidInput: what is wrong with it.</exception>
    internal async Task AppendAsync(Digest sha256, ulong offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (!_named.TryGetValue(sha256, out var file))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A chunk belongs to no file of the manifest.");
        }

        if (data.Length is 0 or > ProtocolLimits.FileChunkBytes)
        {
            throw new FedHubException(ErrorCode.Malformed, "A chunk has 1 to 262,144 bytes.");
        }

        if (_current is not null && _current.Sha256 != sha256)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A file is shorter than its manifest says.");
        }

        if (_current is null && _files.Has(sha256))
        {
            return;
        }

        _current ??= _files.Begin(sha256, file.SizeBytes);
        Throw(await _current.AppendAsync(offset, data, cancellationToken));
        if (_current.IsFull)
        {
            Throw(_current.Complete());
            _current.Dispose();
            _current = null;
        }
    }

    /// <summary>Checks that every file of the manifest is there, whole and durable.</summary>
    /// <exception cref="FedHubException">InvalidInput: one is missing.</exception>
    internal void EnsureComplete()
    {
        if (_current is not null)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A file is shorter than its manifest says.");
        }

        if (_named.Keys.Any(sha256 => !_files.Has(sha256)))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A file of the manifest was not sent and the hub does not have it.");
        }
    }

    public void Dispose()
    {
        _current?.Dispose();
        _onDispose();
    }

    private static void Throw(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new FedHubException(refusal);
        }
    }
}

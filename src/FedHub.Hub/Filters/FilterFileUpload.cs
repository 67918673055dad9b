using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>One filter file on its way in. Disposed before <see cref="Complete"/>, it leaves nothing behind.</summary>
internal sealed class FilterFileUpload : IDisposable
{
    private readonly string _temporaryPath;
    private readonly string _finalPath;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _written;

    internal FilterFileUpload(string temporaryPath, string finalPath, Digest sha256, long sizeBytes)
    {
        _temporaryPath = temporaryPath;
        _finalPath = finalPath;
        Sha256 = sha256;
        SizeBytes = sizeBytes;
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _stream = new FileStream(temporaryPath, options);
    }

    internal Digest Sha256 { get; }

    internal long SizeBytes { get; }

    internal bool IsFull => _written == SizeBytes;

    /// <summary>Adds the next piece; a refusal when it is out of order or beyond the end.</summary>
    internal async ValueTask<Refusal?> AppendAsync(ulong offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (offset != (ulong)_written || data.IsEmpty)
        {
            return new Refusal(ErrorCode.Malformed, "A chunk is empty or out of order.");
        }

        if (data.Length > SizeBytes - _written)
        {
            return new Refusal(ErrorCode.InvalidInput, "A file is larger than its manifest says.");
        }

        _hash.AppendData(data.Span);
        await _stream.WriteAsync(data, cancellationToken);
        _written += data.Length;
        return null;
    }

    /// <summary>Checks length and hash and gives the file its name. When it returns null, the file is durable.</summary>
    internal Refusal? Complete()
    {
        if (!IsFull)
        {
            return new Refusal(ErrorCode.InvalidInput, "A file is shorter than its manifest says.");
        }

        if (Digest.FromBytes(_hash.GetHashAndReset()) != Sha256)
        {
            return new Refusal(ErrorCode.InvalidInput, "A file's SHA-256 is not the one in its manifest.");
        }

        _stream.Dispose();

        // A crash from here on leaves a temporary file, or the file under its name; no manifest row names it yet, so the next start
        // removes either. When this returns, content and name are durable.
        DurableFile.TryPublish(_temporaryPath, _finalPath, overwrite: true);
        return null;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
        File.Delete(_temporaryPath);
    }
}

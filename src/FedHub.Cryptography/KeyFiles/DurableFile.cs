using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>Writes a small file so that after a crash it is there whole or not at all.</summary>
public static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes with mode 0600: temporary file, fsync, rename, fsync of the directory. When it returns, the file is durable.</summary>
    /// <param name="path">Where; the directory must exist.</param>
    /// <param name="content">All of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <returns>False when a file is there and may not be replaced.</returns>
    /// <exception cref="IOException">The file could not be made durable; stop the process rather than go on.</exception>
    public static bool TryWrite(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        var fullPath = Path.GetFullPath(path);
        var directory = Path.GetDirectoryName(fullPath) ?? throw new IOException("A file needs a directory.");
        if (!overwrite && Path.Exists(fullPath))
        {
            return false;
        }

        var temporary = Path.Combine(directory, $".{Path.GetFileName(fullPath)}.{Path.GetRandomFileName()}");
        var descriptor = Libc.OpenDirectory(directory);
        try
        {
            WriteAndSync(temporary, content);

            // A crash here leaves a temporary file that nobody reads, and the old file if there was one.
            if (!TryMove(temporary, fullPath, overwrite))
            {
                return false;
            }

            // A crash here leaves the old file or the new one, each whole. Only after the sync is it certainly the new one.
            Libc.Sync(descriptor);
            return true;
        }
        finally
        {
            File.Delete(temporary);
            Libc.Close(descriptor);
        }
    }

    /// <summary>
    /// Gives a finished temporary file its name: fsync, rename, fsync of the directory. When it returns, the file is durable under its
    /// name.
    /// </summary>
    /// <param name="temporary">A file that nobody has open for writing.</param>
    /// <param name="path">Its name, on the same file system.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <returns>False when a file is there and may not be replaced.</returns>
    /// <exception cref="IOException">The file could not be made durable; stop the process rather than go on.</exception>
    public static bool TryPublish(string temporary, string path, bool overwrite)
    {
        var fullPath = Path.GetFullPath(path);
        var descriptor = Libc.OpenDirectory(Path.GetDirectoryName(fullPath) ?? throw new IOException("A file needs a directory."));
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
            {
                stream.Flush(flushToDisk: true);
            }

            // A crash before the rename leaves a temporary file that nobody reads. After it, the file is whole; after the sync, durable.
            if (!TryMove(temporary, fullPath, overwrite))
            {
                return false;
            }

            Libc.Sync(descriptor);
            return true;
        }
        finally
        {
            Libc.Close(descriptor);
        }
    }

    private static void WriteAndSync(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    private static bool TryMove(string temporary, string path, bool overwrite)
    {
        try
        {
            File.Move(temporary, path, overwrite);
            return true;
        }
        catch (IOException) when (!overwrite && Path.Exists(path))
        {
            // Somebody else wrote it meanwhile: an expected outcome.
            return false;
        }
    }
}

using FedHub.Cryptography.Interop;
using Microsoft.Win32.SafeHandles;

namespace FedHub.Cryptography;

/// <summary>Opens files that somebody else may have put there.</summary>
public static class RegularFile
{
    /// <summary>Opens a file to be read, without a buffer.</summary>
    /// <returns>Null when there is none, or something else in its place: a pipe would keep its reader waiting without end.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream? OpenRead(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(path) ? new FileStream(path, new FileStreamOptions { BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete }) : null;
        }

        var descriptor = Libc.OpenFile(path);
        if (descriptor < 0)
        {
            return null;
        }

        var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, bufferSize: 0);
        if (stream.CanSeek)
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }
}

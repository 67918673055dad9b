using System.Runtime.InteropServices;

namespace FedHub.Cryptography.Interop;

/// <summary>What the base class library has no call for: making a directory's entries durable.</summary>
internal static partial class Libc
{
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int NoEntry = 2;
    private const int NotADirectory = 20;

    /// <summary>Opens a directory so that it can be synced; the descriptor is kept over the change, or an error could be dropped.</summary>
    internal static int OpenDirectory(string path)
    {
        var descriptor = open(path, ReadOnly | CloseOnExec);
        return descriptor >= 0 ? descriptor : throw Failure("open");
    }

    /// <summary>Opens a file to be read; a pipe without waiting for its writer. Negative when there is none.</summary>
    internal static int OpenFile(string path)
    {
        var descriptor = open(path, ReadOnly | NonBlocking | CloseOnExec);
        return descriptor >= 0 || Marshal.GetLastPInvokeError() is NoEntry or NotADirectory
            ? descriptor
            : throw new IOException($"{path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>fsync(2).</summary>
    internal static void Sync(int descriptor)
    {
        if (fsync(descriptor) != 0)
        {
            throw Failure("fsync");
        }
    }

    internal static void Close(int descriptor) => _ = close(descriptor);

    private static IOException Failure(string call) => new($"{call} of a directory failed: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
}

using System.Runtime.InteropServices;

namespace FedHub.Hub;

/// <summary>Makes the entries of a directory durable: fsync(2) of the directory itself, which the base class library has no call for.</summary>
internal sealed partial class DirectorySync : IDisposable
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    private readonly int _descriptor;

    /// <summary>Opens the directory before the change: a descriptor opened after it could miss an earlier write error.</summary>
    internal DirectorySync(string directory)
    {
        _descriptor = Open(directory, ReadOnly | CloseOnExec);
        if (_descriptor < 0)
        {
            throw Failure("open");
        }
    }

    /// <exception cref="IOException">The entries may not be durable; nothing may be acknowledged.</exception>
    internal void Flush()
    {
        if (Fsync(_descriptor) != 0)
        {
            throw Failure("fsync");
        }
    }

    public void Dispose() => _ = CloseDescriptor(_descriptor);

    private static IOException Failure(string call) =>
        new($"{call} of a directory failed: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseDescriptor(int descriptor);
}

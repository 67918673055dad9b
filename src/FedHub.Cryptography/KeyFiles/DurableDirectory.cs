using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>Makes directories that are there after a loss of power.</summary>
public static class DurableDirectory
{
    /// <summary>Makes the directory and those above it that are missing, and syncs the entry of each.</summary>
    /// <exception cref="IOException">One could not be made durable; stop the process rather than go on.</exception>
    public static void Create(string path)
    {
        var fullPath = Path.GetFullPath(path);
        if (Directory.Exists(fullPath))
        {
            return;
        }

        var parent = Path.GetDirectoryName(fullPath) ?? throw new IOException("A directory needs one above it.");
        Create(parent);
        Directory.CreateDirectory(fullPath);

        // A crash here leaves a directory that may be gone; nothing has been put into it yet.
        var descriptor = Libc.OpenDirectory(parent);
        try
        {
            Libc.Sync(descriptor);
        }
        finally
        {
            Libc.Close(descriptor);
        }
    }
}

using System.Text;

namespace FedHub.Cli.Development;

/// <summary>Writes files that only their owner may read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the file with mode 0600 from its first byte on; an existing file is never overwritten.</summary>
    /// <exception cref="IOException">The file exists.</exception>
    public static void WriteNew(string path, string text) => WriteNew(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="WriteNew(string, string)"/>
    public static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
        // A key that is acknowledged but lost with the page cache would lock its owner out.
        file.Flush(flushToDisk: true);
    }
}

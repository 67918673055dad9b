using FedHub.Cryptography;

namespace FedHub.Cli.Log.Export;

/// <summary>Writes a file that appears whole or not at all, and that only its owner may read.</summary>
internal static class ExportFile
{
    public static async Task<long> WriteAsync(string path, Func<Stream, Task<long>> body)
    {
        if (Path.Exists(path))
        {
            throw NeverOverwritten();
        }

        // A name that nobody can have taken before, as a link to elsewhere or as a file that others may read.
        var temporary = $"{path}.{Path.GetRandomFileName()}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            long written;
            await using (var stream = new FileStream(temporary, options))
            {
                written = await body(stream);
            }

            return DurableFile.TryPublish(temporary, path, overwrite: false) ? written : throw NeverOverwritten();
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static CliFailureException NeverOverwritten() => CliFailureException.Usage("There is a file of that name already; it is never overwritten");
}

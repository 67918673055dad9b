namespace FedHub.Cli.Log.Export;

/// <summary>Writes a file that appears whole or not at all, and that only its owner may read.</summary>
internal static class ExportFile
{
    public static async Task<long> WriteAsync(string path, Func<Stream, Task<long>> body)
    {
        if (Path.Exists(path))
        {
            throw CliFailureException.Usage("There is a file of that name already; it is never overwritten");
        }

        var temporary = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        long written;
        await using (var stream = new FileStream(temporary, options))
        {
            written = await body(stream);
            await stream.FlushAsync();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: false);
        return written;
    }
}

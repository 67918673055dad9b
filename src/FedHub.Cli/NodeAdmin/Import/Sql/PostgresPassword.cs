namespace FedHub.Cli.NodeAdmin.Import.Sql;

/// <summary>The password of a source's database: from a private file, or from PGPASSFILE, which the driver reads itself.</summary>
internal static class PostgresPassword
{
    /// <summary>The first line of the file; null when there is none.</summary>
    /// <exception cref="CliFailureException">Others may read the file, or it is empty.</exception>
    public static string? Read(FileInfo? file)
    {
        if (file is null)
        {
#pragma warning disable RS0030 // The variable is PostgreSQL's own; only the mode of the file that it names is looked at here.
            if (Environment.GetEnvironmentVariable("PGPASSFILE") is { Length: > 0 } named && File.Exists(named))
#pragma warning restore RS0030
            {
                RequirePrivate(new FileInfo(named));
            }

            return null;
        }

        RequirePrivate(file);
        using var reader = file.OpenText();
        return reader.ReadLine() is { Length: > 0 } password ? password : throw CliFailureException.Usage("The password file is empty");
    }

    private static void RequirePrivate(FileInfo file)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (file.UnixFileMode & Others) != UnixFileMode.None)
        {
            throw CliFailureException.Usage("The password file can be read by others", $"Run chmod 600 {file.FullName}");
        }
    }
}

namespace FedHub.Protocol;

/// <summary>Looks whether files and folders that must be their owner's alone are.</summary>
public static class PrivateFileExam
{
    private const UnixFileMode GroupAndOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>One finding for each that is open to others, or one that all are private. Missing ones are somebody else's finding.</summary>
    public static IEnumerable<Finding> Look(IEnumerable<string> paths)
    {
        var count = 0;
        var open = 0;
        foreach (var path in paths.Where(Path.Exists))
        {
            count++;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & GroupAndOthers) != UnixFileMode.None)
            {
                open++;
                var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
                yield return Finding.Error(
                    "file-open-to-others", $"{name} is open to other users of this machine.",
                    $"Run chmod {(Directory.Exists(path) ? "700" : "600")} on it; if somebody may have copied a key, rotate that key.");
            }
        }

        if (open == 0)
        {
            yield return Finding.Ok("files-private", FormattableString.Invariant($"{count} secret files and folders are their owner's alone."));
        }
    }
}

namespace FedHub.Protocol;

/// <summary>Looks at the space on the disk of a data folder.</summary>
public static class DiskExam
{
    private const long ErrorBelow = 256L << 20;
    private const long WarnBelow = 2L << 30;

    /// <summary>The one finding.</summary>
    public static Finding Look(string folder)
    {
        try
        {
            return Look(new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Finding.NotChecked("disk", "The disk of the data folder does not tell its free space.", "Check it with df.");
        }
    }

    internal static Finding Look(long free)
    {
        var text = FormattableString.Invariant($"{free / (1L << 20)} MiB are free on the disk of the data folder.");
        return free < ErrorBelow
            ? Finding.Error("disk-full", text, "Free space or enlarge the disk now: writes fail when it is full, and the process stops.")
            : free < WarnBelow
                ? Finding.Warning("disk-low", text, "Free space or enlarge the disk.")
                : Finding.Ok("disk", text);
    }
}

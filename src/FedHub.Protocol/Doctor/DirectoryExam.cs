namespace FedHub.Protocol;

/// <summary>Looks at the directory held.</summary>
public static class DirectoryExam
{
    private static readonly TimeSpan _warnBefore = TimeSpan.FromDays(30);

    /// <summary>The one finding.</summary>
    /// <param name="directory">The newest that is held; null when there is none.</param>
    /// <param name="remedyForNone">What gets one here.</param>
    /// <param name="now">The time.</param>
    public static Finding Look(FederationDirectory? directory, string remedyForNone, DateTimeOffset now)
    {
        if (directory is null)
        {
            return Finding.Error("directory-none", "There is no directory yet: nothing is asked or answered.", remedyForNone);
        }

        var text = FormattableString.Invariant($"Directory {directory.Version} lists {directory.Members.Count} members and expires at {directory.ExpiresAt:yyyy-MM-dd HH:mm} UTC.");
        const string Publish = "The federation's administrator publishes the next one: fedhub federation publish.";
        return directory.ExpiresAt <= now
            ? Finding.Error("directory-expired", text, Publish)
            : directory.ExpiresAt - now < _warnBefore
                ? Finding.Warning("directory-expires", text, Publish)
                : Finding.Ok("directory", text);
    }
}

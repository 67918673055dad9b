namespace FedHub.Transparency;

/// <summary>The first thing that is wrong with a log.</summary>
/// <param name="Kind">What.</param>
/// <param name="FirstEntry">The bad entry, or the first of those among which it is.</param>
/// <param name="LastEntry">The last of them; the same for a single entry.</param>
/// <param name="Resource">The path of the file concerned; <c>checkpoint</c> for the root.</param>
public sealed record LogFinding(LogFindingKind Kind, long FirstEntry, long LastEntry, string Resource)
{
    /// <summary>
    /// Whether the log is proven to be damaged, as opposed to not having been checked: something was served, and it contradicts the signed
    /// checkpoint.
    /// </summary>
    public bool IsProven => Kind is not (LogFindingKind.BundleMissing or LogFindingKind.TileMissing or LogFindingKind.StateAhead);
}

namespace FedHub.Protocol;

/// <summary>Compares software versions of hub and nodes.</summary>
public static class VersionExam
{
    /// <summary>The one finding.</summary>
    /// <param name="own">Here.</param>
    /// <param name="others">Of the others, with whose they are.</param>
    public static Finding Look(string own, IEnumerable<(string Whose, string Version)> others)
    {
        var differing = others.Where(other => !string.Equals(other.Version, own, StringComparison.Ordinal)).Select(other => $"{other.Whose} {other.Version}").ToList();
        return differing.Count == 0
            ? Finding.Ok("versions", $"All that are connected run version {own}.")
            : Finding.Warning("version-skew", $"Version {own} runs here; others: {string.Join(", ", differing)}.", "Agree on a day and bring all to one version.");
    }
}

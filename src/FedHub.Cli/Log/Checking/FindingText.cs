using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>What a verification found, in a sentence.</summary>
internal static class FindingText
{
    public static string Of(LogFinding finding) => finding.Kind switch
    {
        LogFindingKind.BundleMissing => $"{Entries(finding)} cannot be read: {finding.Resource} is missing",
        LogFindingKind.TileMissing => $"the tile {finding.Resource} is missing, which covers {Entries(finding)}",
        LogFindingKind.BundleMalformed => $"{finding.Resource} does not hold the entries that its name says, from entry {finding.FirstEntry} on",
        LogFindingKind.EntryMalformed => $"entry {finding.FirstEntry} is not of the form of this log's entries",
        LogFindingKind.EntryDiffers => $"entry {finding.FirstEntry} is not the one whose hash is in {finding.Resource}",
        LogFindingKind.TileDiffers => $"a hash of {finding.Resource} is not the root over {Entries(finding)}",
        LogFindingKind.RootDiffers => $"entries and tiles agree with each other, and not with the signed checkpoint ({Entries(finding)})",
        _ => $"the log ends before {Entries(finding)}, which were verified before: it has become shorter, or the state is another log's",
    };

    private static string Entries(LogFinding finding) => finding.FirstEntry == finding.LastEntry
        ? FormattableString.Invariant($"entry {finding.FirstEntry}")
        : FormattableString.Invariant($"entries {finding.FirstEntry} to {finding.LastEntry}");
}

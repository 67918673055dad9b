using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Index;
using FedHub.Cli.Log.Sources;
using FedHub.Cryptography.Match;

namespace FedHub.Cli.Log.Answers;

/// <summary>A node's own log of what it answered, in a folder. All of it is verified before a word of it counts.</summary>
internal static class NodeAnswers
{
    /// <summary>Whether a folder is a log, and not one of sealed search records.</summary>
    public static bool IsLog(string folder) => File.Exists(Path.Combine(folder, "checkpoint"));

    /// <summary>Verifies the log and indexes it; an index in the folder is not looked at, for whoever gave the folder may have written it.</summary>
    /// <exception cref="CliFailureException">There is no policy for it, it is another member's, or it is not whole.</exception>
    public static async Task<LogIndex> OpenAsync(string folder, FileInfo? policyFile, MemberId member, CliServices services, CancellationToken cancellationToken)
    {
        var policy = TrustPolicyOption.Read(
            policyFile ?? throw CliFailureException.Usage("This is a node's own log, and there is no policy for it", $"Give the federation's node-{member}.policy with --node-policy."));
        using var log = new FolderLog(folder);
        var check = await LogCheckRun.RunAsync(log, policy, stateFile: null, withOpenings: true, services, cancellationToken);
        if (check.Finding is { } finding)
        {
            throw new CliFailureException(check.ExitCode, "The node's log is not whole", finding, "Have it exported again into another folder; if it stays so, keep it as evidence.");
        }

        if (!check.Checkpoint.Signed.Checkpoint.Origin.StartsWith($"{member}.", StringComparison.Ordinal))
        {
            throw CliFailureException.Usage($"This is not the log of a node of {member}", "Give the country whose log it is with --member.");
        }

        if (check.Openings is { } openings && openings.Whole != openings.All)
        {
            // A node erases nothing and withholds nothing from its auditor: what is not whole cannot be held against anything.
            throw new CliFailureException(
                ExitCode.Unreachable, "The node's log was given without all of its payloads", openings.ToString(), "Have it exported again with fedhub node log export.");
        }

        return await LogIndex.OpenPrivateAsync(log, check.Checkpoint, services, cancellationToken);
    }
}

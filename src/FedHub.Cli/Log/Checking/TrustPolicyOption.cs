using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary><c>--policy</c>: which log is trusted and whose cosignatures it needs. It comes to the auditor by hand, never from the log's own server.</summary>
internal static class TrustPolicyOption
{
    public static Option<FileInfo> Create() => FileOption.Required("--policy", "The federation's fedhub.policy (C2SP tlog-policy): the log's key and its witnesses.");

    /// <summary>Reads the file.</summary>
    /// <exception cref="CliFailureException">It is no policy; the message names the line.</exception>
    public static TrustPolicy Read(FileInfo file)
    {
        if (file.Length > TrustPolicy.MaxSize)
        {
            throw CliFailureException.Usage("The policy is larger than 1 MiB", "Give the federation's fedhub.policy.");
        }

        return TrustPolicy.TryParse(File.ReadAllBytes(file.FullName), out var policy, out var error)
            ? policy
            : throw new CliFailureException(
                ExitCode.Usage, "The policy cannot be used", error.Message, "Give the federation's fedhub.policy as it was handed to you.");
    }
}

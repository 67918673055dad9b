using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Terminal;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Monitoring;

/// <summary><c>fedhub log evidence</c>: checks a file that says that a log forked. It may come from anybody.</summary>
internal static class LogEvidenceCommand
{
    public static Command Create(CliServices services)
    {
        var file = new Argument<FileInfo>("file") { Description = "The fork-evidence file of a monitor or a node." };
        file.AcceptExistingOnly();
        var policy = TrustPolicyOption.Create();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("evidence", "Checks evidence that a log forked, offline. Status 0: it proves nothing against the policy's log. 2: it is no evidence. 4: the log is proven to have signed two histories.")
        {
            file, policy, json,
        };
        command.SetExamples("fedhub log evidence monitor/evidence/20260301T081530Z-fork/fork-evidence --policy fedhub.policy");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var trusted = TrustPolicyOption.Read(parsed.GetRequiredValue(policy));
            var evidence = parsed.GetRequiredValue(file);
            if (evidence.Length > ForkEvidence.MaxSize
                || !ForkEvidence.TryParse(await File.ReadAllBytesAsync(evidence.FullName, cancellationToken), out var fork))
            {
                throw CliFailureException.Usage("This is not evidence of a fork", "Give the file fork-evidence as the monitor wrote it.");
            }

            var log = trusted.Logs.FirstOrDefault(log => fork.Proves(log.Key));
            await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? Json(fork, log) : Line(fork, log));
            return log is null ? ExitCode.Ok : ExitCode.VerificationFailed;
        });
        return command;
    }

    private static string Line(ForkEvidence fork, PolicyLog? log) => log is null
        ? "NOT PROVEN the checkpoints are not both signed by a log of the policy, or do not contradict each other"
        : FormattableString.Invariant($"PROVEN     {log.Origin} signed two histories: one of {fork.First.Head.Size} entries, one of {fork.Second.Head.Size} that begins otherwise");

    private static string Json(ForkEvidence fork, PolicyLog? log) => JsonLines.Write(json =>
    {
        json.WriteString("verdict", log is null ? "not-proven" : "proven");
        json.WriteStringOrNull("log", log?.Origin);
        json.WriteNumber("firstSize", fork.First.Head.Size);
        json.WriteString("firstRoot", fork.First.Head.Root.ToString());
        json.WriteNumber("secondSize", fork.Second.Head.Size);
        json.WriteString("secondRoot", fork.Second.Head.Root.ToString());
    });
}

using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Index;
using FedHub.Cli.Terminal;

namespace FedHub.Cli.Log.Review;

/// <summary><c>fedhub log report</c>: a month, with a statement of completeness.</summary>
internal static class LogReportCommand
{
    public static Command Create(CliServices services)
    {
        var copy = Copies.LogFetchCommand.CopyOption();
        var policy = TrustPolicyOption.Create();
        var month = new Option<string>("--month") { Description = "Which month, UTC: 2026-03.", Required = true };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of a page." };
        var command = new Command("report", "Verifies your copy of the log from the first entry and reports a month as a page (Markdown), with a statement of completeness.") { copy, policy, month, json };
        command.SetExamples("fedhub log report --copy log --policy fedhub.policy --month 2026-03 > 2026-03.md");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var wanted = parsed.GetRequiredValue(month);
            _ = AuditTime.Month(wanted);
            var folder = new Copies.LogCopy(parsed.GetRequiredValue(copy));
            using var log = folder.Open();

            // The statement says that every entry was read: so it is, however often that was done before.
            var check = await LogCheckRun.RunAsync(log, TrustPolicyOption.Read(parsed.GetRequiredValue(policy)), null, withOpenings: false, services, cancellationToken);
            if (check.ExitCode != ExitCode.Ok)
            {
                throw new CliFailureException(check.ExitCode, "The copy does not verify, so nothing is reported", check.Finding, "Fetch anew into another folder.");
            }

            using var index = await LogIndex.OpenAsync(folder, check.Checkpoint, services, cancellationToken);
            var report = MonthReport.Of(index, wanted, check.Checkpoint);
            IEnumerable<string> lines = parsed.GetValue(json) ? [MonthReportText.Json(report)] : MonthReportText.Lines(report).Select(PrintableText.Of);
            foreach (var line in lines)
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}

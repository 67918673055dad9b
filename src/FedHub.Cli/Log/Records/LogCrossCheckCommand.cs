using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Answers;
using FedHub.Cli.Log.Index;
using FedHub.Cli.Terminal;
using FedHub.Cryptography.Match;

namespace FedHub.Cli.Log.Records;

/// <summary><c>fedhub log crosscheck</c>: the hub's log against what the own node kept of its searches, or logged of its answers.</summary>
internal static class LogCrossCheckCommand
{
    public static Command Create(CliServices services)
    {
        var hub = new Option<string>("--hub") { Description = "Folder of your copy of the hub's log (fedhub log fetch).", Required = true };
        var node = new Option<string>("--node") { Description = "Folder of the node's sealed search records (fedhub node search-records), or of its own log of what it answered (fedhub node log export, or your copy of that).", Required = true };
        var nodePolicy = new Option<FileInfo>("--node-policy") { Description = "For the node's own log: the federation's node-<COUNTRY>.policy." };
        nodePolicy.AcceptExistingOnly();
        var policy = Checking.TrustPolicyOption.Create();
        var member = new Option<string>("--member") { Description = "The node's country.", Required = true };
        var from = AuditTime.Option("--from", "Entries of this time or later; what the node gave must cover it.");
        var until = AuditTime.Option("--until", "Entries before this time.");
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command(
            "crosscheck",
            "Finds what the hub's log has and the node lacks, and the other way round: of the country's own searches, or of its answers to others. Status 0: both agree. 3: not all could be compared. "
            + "4: what the hub's log has is missing at the node, or is another. 5: the node has what the hub's log lacks.")
        {
            hub, node, policy, nodePolicy, member, from, until, json,
        };
        command.SetExamples(
            "fedhub log crosscheck --hub log --node records --policy fedhub.policy --member KAZ --from 2026-03-01 --until 2026-04-01",
            "fedhub log crosscheck --hub log --node kaz-answers --policy fedhub.policy --node-policy node-KAZ.policy --member KAZ");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            if (!MemberId.TryParse(parsed.GetRequiredValue(member).ToUpperInvariant(), out var country))
            {
                throw CliFailureException.Usage("A country is three letters, such as KAZ");
            }

            var (since, end) = AuditTime.Period(parsed.GetValue(from), parsed.GetValue(until));
            var copy = new Copies.LogCopy(parsed.GetRequiredValue(hub));
            var checkpoint = await copy.ReadCheckpointAsync(Checking.TrustPolicyOption.Read(parsed.GetRequiredValue(policy)), services.Time, cancellationToken);
            using var index = await LogIndexFile.OpenAsync(copy, checkpoint, services, cancellationToken);
            var folder = parsed.GetRequiredValue(node);
            ExitCode status;
            IEnumerable<string> lines;
            if (NodeAnswers.IsLog(folder))
            {
                using var answers = await NodeAnswers.OpenAsync(folder, parsed.GetValue(nodePolicy), country, services, cancellationToken);
                var result = AnswerComparison.Run(HubAnswers.Read(index, checkpoint.Head.Size, country.ToString()), answers, since, end);
                (status, lines) = (result.ExitCode, parsed.GetValue(json) ? [AnswerCrossCheckText.Json(result)] : AnswerCrossCheckText.Lines(result));
            }
            else
            {
                var result = CrossCheck.Run(index, new RecordFolder(folder), country, since, end);
                (status, lines) = (result.ExitCode, parsed.GetValue(json) ? [Json(result)] : Lines(result));
            }

            foreach (var line in lines)
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return status;
        });
        return command;
    }

    private static IEnumerable<string> Lines(CrossCheck result)
    {
        yield return FormattableString.Invariant($"{result.Same} searches are in the log and have the sealed record that the log names.");
        if (result.Unproven > 0)
        {
            yield return FormattableString.Invariant(
                $"COULD NOT CHECK  {result.Unproven} searches are in the log with metadata alone, for which nothing vouches: fetch the log as an auditor of the country");
        }

        if (result.Erased > 0)
        {
            yield return FormattableString.Invariant($"COULD NOT CHECK  {result.Erased} entries of that time were erased from the hub's log and may be such searches: compare from a later time on");
        }

        foreach (var query in result.WithoutRecord)
        {
            yield return $"NO RECORD     {query}: in the log, and the node has no record of it";
        }

        foreach (var query in result.Different)
        {
            yield return $"OTHER RECORD  {query}: the node's record is not the one that the log names";
        }

        foreach (var query in result.NotLogged)
        {
            yield return $"NOT IN LOG    {query}: the node has a record of it; it was never sent, was refused, or is missing from the log";
        }
    }

    private static string Json(CrossCheck result) => JsonLines.Write(json =>
    {
        json.WriteNumber("same", result.Same);
        json.WriteStrings("withoutRecord", result.WithoutRecord.Select(query => query.ToString()));
        json.WriteStrings("different", result.Different.Select(query => query.ToString()));
        json.WriteStrings("notLogged", result.NotLogged.Select(query => query.ToString()));
        json.WriteNumber("unproven", result.Unproven);
        json.WriteNumber("erased", result.Erased);
    });
}

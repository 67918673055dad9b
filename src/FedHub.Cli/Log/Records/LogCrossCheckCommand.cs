using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Index;
using FedHub.Cli.Terminal;
using FedHub.Cryptography.Match;

namespace FedHub.Cli.Log.Records;

/// <summary><c>fedhub log crosscheck</c>: the hub's log against what the own node kept of its searches.</summary>
internal static class LogCrossCheckCommand
{
    public static Command Create(CliServices services)
    {
        var hub = new Option<string>("--hub") { Description = "Folder of your copy of the hub's log (fedhub log fetch).", Required = true };
        var node = new Option<string>("--node") { Description = "Folder of the node's sealed search records (fedhub node search-records).", Required = true };
        var policy = Checking.TrustPolicyOption.Create();
        var member = new Option<string>("--member") { Description = "The node's country.", Required = true };
        var from = AuditTime.Option("--from", "Searches at this time or later; the node's records must cover it.");
        var until = AuditTime.Option("--until", "Searches before this time.");
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command(
            "crosscheck", "Finds searches that the hub's log has and the node lacks, and the other way round. Status 0: both agree. 4: a logged search has no record, or another one. 5: the node has records of searches that are not in the log.")
        {
            hub, node, policy, member, from, until, json,
        };
        command.SetExamples("fedhub log crosscheck --hub log --node records --policy fedhub.policy --member KAZ --from 2026-03-01 --until 2026-04-01");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            if (!MemberId.TryParse(parsed.GetRequiredValue(member).ToUpperInvariant(), out var country))
            {
                throw CliFailureException.Usage("A country is three letters, such as KAZ");
            }

            var copy = new Copies.LogCopy(parsed.GetRequiredValue(hub));
            var checkpoint = await copy.ReadCheckpointAsync(Checking.TrustPolicyOption.Read(parsed.GetRequiredValue(policy)), services.Time, cancellationToken);
            using var index = await LogIndex.OpenAsync(copy, checkpoint, services, cancellationToken);
            var result = CrossCheck.Run(
                index, new RecordFolder(parsed.GetRequiredValue(node)), country, AuditTime.Read(parsed.GetValue(from)), AuditTime.Read(parsed.GetValue(until)));
            IEnumerable<string> lines = parsed.GetValue(json) ? [Json(result)] : Lines(result);
            foreach (var line in lines)
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return result.ExitCode;
        });
        return command;
    }

    private static IEnumerable<string> Lines(CrossCheck result)
    {
        yield return FormattableString.Invariant($"{result.Same} searches are in the log and have the sealed record that the log names.");
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
    });
}

using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Index;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography.Match;

namespace FedHub.Cli.Log.Records;

/// <summary><c>fedhub node search-records</c>: fetches the sealed search records from the node, for the national auditor.</summary>
internal static class NodeSearchRecordsCommand
{
    public static Command Create(CliServices services)
    {
        var target = new NodeTarget();
        var output = new Option<string>("--out") { Description = "Folder for the records, a file a query.", Required = true };
        var from = AuditTime.Option("--from", "Searches prepared at this time or later.");
        var until = AuditTime.Option("--until", "Searches prepared before this time.");
        var command = new Command("search-records", "Fetches the sealed records of the country's own searches. Only the national auditor's key opens them.") { output, from, until };
        target.AddTo(command);
        command.SetExamples("fedhub node search-records --data kaz --out records", "fedhub node search-records --profile my-key --out records --from 2026-03-01 --until 2026-04-01");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var folder = new RecordFolder(parsed.GetRequiredValue(output));
            var request = new ListSearchRecordsRequest
            {
                SinceMs = AuditTime.Read(parsed.GetValue(from))?.ToUnixTimeMilliseconds() ?? 0,
                UntilMs = AuditTime.Read(parsed.GetValue(until))?.ToUnixTimeMilliseconds() ?? 0,
            };
            using var connection = target.Open(parsed, services);
            using var call = new SearchRecordService.SearchRecordServiceClient(connection.Channel).ListSearchRecords(request, cancellationToken: cancellationToken);
            var count = 0;
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                var record = call.ResponseStream.Current.Record;
                if (!QueryId.TryFromBytes(record.QueryId.Span, out var query))
                {
                    throw new CliFailureException(ExitCode.Refused, "The node sent a record of no query", null, "Tell the node's administrator.");
                }

                folder.Write(query, record.Sealed.Span);
                count++;
            }

            services.Terminal.Say(FormattableString.Invariant($"{count} sealed search records written."));
            return ExitCode.Ok;
        });
        return command;
    }
}

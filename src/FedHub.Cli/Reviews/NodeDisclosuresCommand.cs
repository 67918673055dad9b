using System.CommandLine;
using System.Globalization;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;

namespace FedHub.Cli.Reviews;

/// <summary><c>fedhub node disclosures</c>: who asked about this country's records, when, why, and what they got.</summary>
internal static class NodeDisclosuresCommand
{
    public static Command Create(CliServices services)
    {
        var target = new NodeTarget();
        var since = new Option<string?>("--since") { Description = "Not before this day or time, UTC: 2026-03-01 or 2026-03-01T08:00." };
        var until = new Option<string?>("--until") { Description = "Before this day or time, UTC." };
        var member = new Option<string?>("--member") { Description = "Of one country only, such as KAZ." };
        var record = new Option<string?>("--record") { Description = "Of one record only, by your own id." };
        var limit = new Option<int>("--limit") { Description = "Most lines, 1 to 10,000.", DefaultValueFactory = _ => 200 };
        var tally = new Option<bool>("--tally") { Description = "What came of the hits, by kind of key, instead of the list." };
        var json = new Option<bool>("--json") { Description = "One JSON document a line." };
        var command = new Command("disclosures", "Who asked about your records, when, why, and what they got.") { since, until, member, record, limit, tally, json };
        target.AddTo(command);
        command.SetExamples("fedhub node disclosures --data kaz --since 2026-03-01 --member UZB", "fedhub node disclosures --data kaz --tally");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var client = new DisclosureLogService.DisclosureLogServiceClient(connection.Channel);
            if (parsed.GetValue(tally))
            {
                return await TallyAsync(services, client, parsed.GetValue(json), cancellationToken);
            }

            var request = new ListDisclosuresRequest
            {
                SinceMs = ReadTime(parsed.GetValue(since)),
                UntilMs = ReadTime(parsed.GetValue(until)),
                Origin = (parsed.GetValue(member) ?? "").ToUpperInvariant(),
                RecordId = parsed.GetValue(record) ?? "",
                Limit = (uint)Math.Clamp(parsed.GetValue(limit), 1, 10_000),
            };
            return await ListAsync(services, client, request, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<ExitCode> ListAsync(
        CliServices services, DisclosureLogService.DisclosureLogServiceClient client, ListDisclosuresRequest request, bool isJson, CancellationToken cancellationToken)
    {
        var response = await client.ListDisclosuresAsync(request, cancellationToken: cancellationToken);
        foreach (var entry in response.Disclosures)
        {
            await services.Terminal.Output.WriteLineAsync(isJson ? DisclosureLines.Json(entry) : DisclosureLines.Text(entry));
        }

        if (response.HasMore)
        {
            services.Terminal.Say("There are older ones; narrow the time or raise --limit.");
        }

        return ExitCode.Ok;
    }

    private static async Task<ExitCode> TallyAsync(
        CliServices services, DisclosureLogService.DisclosureLogServiceClient client, bool isJson, CancellationToken cancellationToken)
    {
        var response = await client.GetFeedbackAsync(new GetFeedbackRequest(), cancellationToken: cancellationToken);
        foreach (var kind in response.Kinds)
        {
            await services.Terminal.Output.WriteLineAsync(isJson ? DisclosureLines.Json(kind) : DisclosureLines.Text(kind));
        }

        return ExitCode.Ok;
    }

    private static long ReadTime(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at.ToUnixTimeMilliseconds()
            : throw CliFailureException.Usage("That is not a day or time", "Write 2026-03-01 or 2026-03-01T08:00.");
    }
}

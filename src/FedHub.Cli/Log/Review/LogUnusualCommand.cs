using System.CommandLine;
using System.Globalization;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Log.Index;
using FedHub.Cli.Log.Records;
using FedHub.Cli.Terminal;

namespace FedHub.Cli.Log.Review;

/// <summary><c>fedhub log unusual</c>: what a person should look at.</summary>
internal static class LogUnusualCommand
{
    public static Command Create(CliServices services)
    {
        var options = new LogCopyOptions();
        var from = AuditTime.Option("--from", "Searches at this time or later.");
        var until = AuditTime.Option("--until", "Searches before this time.");
        var top = new Option<int>("--top") { Description = "Length of the lists, 1 to 1,000.", DefaultValueFactory = _ => 10 };
        var burst = new Option<int>("--burst") { Description = "Searches of one officer within ten minutes that are worth a look, 2 to 1,000.", DefaultValueFactory = _ => 10 };
        var hours = new Option<string>("--hours") { Description = "Working hours, local time.", DefaultValueFactory = _ => "7-20" };
        var offset = new Option<string>("--utc-offset") { Description = "Local time, such as +05:00.", DefaultValueFactory = _ => "+00:00" };
        var records = new Option<string>("--records") { Description = "Folder of sealed search records: with --key, also repeated and neighbouring searches, and searches without a record." };
        var key = new Option<FileInfo>("--key") { Description = "The national auditor's key file, to open the records." };
        key.AcceptExistingOnly();
        var passphraseFile = Passphrases.CreateOption();
        var command = new Command(
            "unusual", "Lists use that a person should look at: who asks most, refusals, bursts, out of hours; with the auditor's key also repeated and neighbouring searches. It proves nothing.");
        options.AddTo(command);
        foreach (var option in new Option[] { from, until, top, burst, hours, offset, records, key, passphraseFile })
        {
            command.Options.Add(option);
        }

        command.SetExamples(
            "fedhub log unusual --copy log --policy fedhub.policy --from 2026-03-01 --until 2026-04-01 --utc-offset +05:00",
            "fedhub log unusual --copy log --policy fedhub.policy --records records --key auditor.key");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var settings = Settings(parsed.GetValue(top), parsed.GetValue(burst), parsed.GetRequiredValue(hours), parsed.GetRequiredValue(offset)) with
            {
                From = AuditTime.Read(parsed.GetValue(from)),
                Until = AuditTime.Read(parsed.GetValue(until)),
            };
            if (parsed.GetValue(records) is null != parsed.GetValue(key) is null)
            {
                throw CliFailureException.Usage("Records and key belong together", "Give both --records and --key, or neither.");
            }

            var (index, _) = await options.OpenIndexAsync(parsed, services, cancellationToken);
            using (index)
            {
                var found = UnusualUses.Of(index, settings).ToList();
                if (parsed.GetValue(records) is { } folder)
                {
                    using var auditor = LogOpenSearchCommand.Load(parsed.GetValue(key)!, parsed.GetValue(passphraseFile), services);
                    found.AddRange(OpenedSearches.Of(index, new RecordFolder(folder), auditor, settings));
                }

                await PrintAsync(found, parsed.GetValue(options.Json), parsed.GetValue(records) is null, services);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static UnusualSettings Settings(int top, int burst, string hours, string offset)
    {
        if (top is < 1 or > 1000 || burst is < 2 or > 1000
            || hours.Split('-') is not [var first, var last] || !int.TryParse(first, CultureInfo.InvariantCulture, out var begin) || !int.TryParse(last, CultureInfo.InvariantCulture, out var end) || begin < 0 || end > 24 || begin >= end
            || !UnusualUses.TryParseOffset(offset, out var local))
        {
            throw CliFailureException.Usage("A setting is not as it should be", "Give --top 1 to 1000, --burst 2 to 1000, --hours 7-20 and --utc-offset +05:00.");
        }

        return new UnusualSettings { Top = top, BurstCount = burst, FirstHour = begin, LastHour = end, UtcOffset = local };
    }

    private static async Task PrintAsync(List<UnusualUse> found, bool asJson, bool isWithoutRecords, CliServices services)
    {
        string? section = null;
        foreach (var use in found)
        {
            if (asJson)
            {
                await services.Terminal.Output.WriteLineAsync(Json(use));
                continue;
            }

            if (section != use.Section)
            {
                section = use.Section;
                await services.Terminal.Output.WriteLineAsync(section);
            }

            await services.Terminal.Output.WriteLineAsync(PrintableText.Of($"  {use.Who}  {use.Text}"));
            if (use.Queries.Count > 0)
            {
                await services.Terminal.Output.WriteLineAsync("    " + string.Join("\n    ", use.Queries.Select(PrintableText.Of)));
            }
        }

        if (found.Count == 0)
        {
            services.Terminal.Say("Nothing was searched in that time that you may read.");
        }
        else if (isWithoutRecords)
        {
            services.Terminal.Say("Repeated and neighbouring searches, and searches without a record, show only with --records and --key.");
        }
    }

    private static string Json(UnusualUse use) => JsonLines.Write(json =>
    {
        json.WriteString("section", use.Section);
        json.WriteString("who", use.Who);
        json.WriteNumber("count", use.Count);
        json.WriteString("text", use.Text);
        json.WriteStrings("queries", use.Queries);
    });
}

using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Index;

/// <summary><c>fedhub log search</c>: entries of the own copy by who, why, when and how it ended.</summary>
internal static class LogSearchCommand
{
    public static Command Create(CliServices services)
    {
        var options = new LogCopyOptions();
        var member = new Option<string>("--member") { Description = "Country that is a party: it asked, was asked, answered or received." };
        var officer = new Option<string>("--officer") { Description = "The investigator's pseudonym, such as o-5f0c1a2b3c4d5e6f." };
        var agency = new Option<string>("--agency") { Description = "The investigator's agency." };
        var purpose = new Option<string>("--purpose") { Description = "Purpose of a query: " + string.Join(", ", Tokens.AllPurposes) + "." };
        purpose.AcceptOnlyFromAmong([.. Tokens.AllPurposes]);
        var kind = new Option<string>("--kind") { Description = "Kind of entry, such as query-submitted (docs/audit-events.md)." };
        kind.AcceptOnlyFromAmong([.. AuditKinds.All.Select(one => one.ToToken())]);
        var outcome = new Option<string>("--outcome") { Description = "ANSWERED, or the code of a refusal." };
        var query = new Option<string>("--query") { Description = "All that became of one query, by its id." };
        var from = AuditTime.Option("--from", "Submitted at this time or later.");
        var until = AuditTime.Option("--until", "Submitted before this time.");
        var limit = new Option<long>("--limit") { Description = "At most so many entries.", DefaultValueFactory = _ => 1000 };
        var command = new Command("search", "Searches your copy of the log. Payloads that you may not read cannot be found; how many there are is said.");
        options.AddTo(command);
        foreach (var option in new Option[] { member, officer, agency, purpose, kind, outcome, query, from, until, limit })
        {
            command.Options.Add(option);
        }

        command.SetExamples(
            "fedhub log search --copy log --policy fedhub.policy --officer o-5f0c1a2b3c4d5e6f --from 2026-03-01 --until 2026-04-01",
            "fedhub log search --copy log --policy fedhub.policy --kind disclosure-requested --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var (since, end) = AuditTime.Period(parsed.GetValue(from), parsed.GetValue(until));
            if (parsed.GetValue(limit) < 1)
            {
                throw CliFailureException.Usage("--limit is at least 1", "Leave it out for 1000 entries.");
            }

            var filter = new LogSearchFilter
            {
                Member = Country(parsed.GetValue(member)),
                Officer = parsed.GetValue(officer),
                Agency = parsed.GetValue(agency),
                Purpose = parsed.GetValue(purpose),
                Kind = parsed.GetValue(kind),
                Outcome = parsed.GetValue(outcome),
                Query = parsed.GetValue(query),
                From = since,
                Until = end,
            };
            var (index, _) = await options.OpenIndexAsync(parsed, services, cancellationToken);
            using (index)
            {
                await PrintAsync(index, filter, parsed.GetValue(limit), parsed.GetValue(options.Json), services);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    // What cannot be a country would be found nowhere, which reads as if nothing had happened.
    private static string? Country(string? text) => text is null || MemberId.TryParse(text.ToUpperInvariant(), out _)
        ? text?.ToUpperInvariant()
        : throw CliFailureException.Usage("A country is three letters, such as KAZ");

    private static async Task PrintAsync(LogIndex index, LogSearchFilter filter, long limit, bool asJson, CliServices services)
    {
        var shown = 0L;
        foreach (var entry in LogSearch.Run(index, filter, limit))
        {
            await services.Terminal.Output.WriteLineAsync(asJson ? EntryText.Json(entry) : EntryText.Line(entry));
            shown++;
        }

        var found = LogSearch.Count(index, filter);
        var unread = LogSearch.Count(index, new LogSearchFilter { From = filter.From, Until = filter.Until, Kind = "" });
        services.Terminal.Say(FormattableString.Invariant($"{shown} of {found} entries shown.{(unread > 0 ? FormattableString.Invariant($" {unread} entries of that time are not ours to read or erased, and cannot be found.") : "")}"));
    }
}

using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Search;
using FedHub.Contracts.Gateway.V1;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Cli.Searches;

/// <summary><c>fedhub searches</c>: searches live on after the command that made them.</summary>
internal static class SearchesCommand
{
    public static Command Create(CliServices services) => new("searches", "Your searches: what has become known since, and what is still to come.")
    {
        List(services),
        Show(services),
        Cancel(services),
        Confirm(services),
        Mark(services),
        SearchExport.Create(services),
    };

    private static Command List(CliServices services)
    {
        var target = new SearchesTarget();
        var agency = new Option<bool>("--agency") { Description = "Those of your whole agency; for supervisors." };
        var limit = new Option<int>("--limit") { Description = "Most lines, 1 to 500.", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "One JSON document a line." };
        var command = new Command("list", "Lists searches, newest first.") { agency, limit, json };
        target.AddTo(command);
        command.SetExamples("fedhub searches list", "fedhub searches list --agency --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var request = new ListSearchesRequest { Agency = parsed.GetValue(agency), Limit = (uint)Math.Clamp(parsed.GetValue(limit), 1, 500) };
            var response = await connection.Client.ListSearchesAsync(request, cancellationToken: cancellationToken);
            foreach (var search in response.Searches)
            {
                await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? SearchesJson.Line(search) : SearchesText.Line(search));
            }

            if (response.Searches.Count == 0)
            {
                services.Terminal.Say("There are no searches.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CliServices services)
    {
        var target = new SearchesTarget();
        var id = SearchesTarget.IdArgument();
        var follow = new Option<bool>("--follow") { Description = "Show it again after every change, until nothing more is expected." };
        var json = new Option<bool>("--json") { Description = "JSON; with --follow one document a line." };
        var command = new Command("show", "Shows a search with all that is known by now.") { id, follow, json };
        target.AddTo(command);
        command.SetExamples("fedhub searches show 01938b2c-7f1e-7c55-9d0a-3f2b6a1c4e77", "fedhub searches show 01938b2c-7f1e-7c55-9d0a-3f2b6a1c4e77 --follow");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var request = new WatchSearchRequest { QueryId = SearchesTarget.Read(parsed, id), Follow = parsed.GetValue(follow) };
            using var call = connection.Client.WatchSearch(request, cancellationToken: cancellationToken);
            var exitCode = ExitCode.Partial;
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                exitCode = Write(services, call.ResponseStream.Current.Search, parsed.GetValue(json));
            }

            return exitCode;
        });
        return command;
    }

    private static Command Cancel(CliServices services)
    {
        var target = new SearchesTarget();
        var id = SearchesTarget.IdArgument();
        var command = new Command("cancel", "Takes a search back: what was not delivered is dropped at the hub. What was answered stays.") { id };
        target.AddTo(command);
        command.SetExamples("fedhub searches cancel 01938b2c-7f1e-7c55-9d0a-3f2b6a1c4e77");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var response = await connection.Client.CancelSearchAsync(
                new CancelSearchRequest { QueryId = SearchesTarget.Read(parsed, id) }, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(SearchesText.Line(response.Search.Summary));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Confirm(CliServices services)
    {
        var target = new SearchesTarget();
        var id = SearchesTarget.IdArgument();
        var ask = new Option<string[]>("--ask") { Description = "Countries whose disclosure is asked for (KGZ UZB or KGZ,UZB).", AllowMultipleArgumentsPerToken = true };
        var none = new Option<bool>("--none") { Description = "Ask nobody." };
        var command = new Command("confirm", "Chooses whose disclosure is asked for, after a search with --confirm.") { id, ask, none };
        target.AddTo(command);
        command.SetExamples("fedhub searches confirm 01938b2c-7f1e-7c55-9d0a-3f2b6a1c4e77 --ask KGZ,UZB", "fedhub searches confirm 01938b2c-7f1e-7c55-9d0a-3f2b6a1c4e77 --none");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var countries = (parsed.GetValue(ask) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(code => code.Trim().ToUpperInvariant()).ToList();
            if (countries.Count == 0 != parsed.GetValue(none))
            {
                throw CliFailureException.Usage("It is not said whom to ask", "Give --ask with countries, or --none.");
            }

            using var connection = target.Open(parsed, services);
            _ = Cryptography.Match.QueryId.TryFromBytes(SearchesTarget.Read(parsed, id).Span, out var queryId);
            var response = await connection.Client.ConfirmSearchAsync(ConfirmPrompt.Request(queryId, countries), cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(
                $"asked: {Words(response.Asked)}; not asked: {Words(response.NotAsked)}. See fedhub searches show {queryId} --follow");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Mark(CliServices services)
    {
        var target = new SearchesTarget();
        var id = SearchesTarget.IdArgument();
        var handle = new Argument<string>("handle") { Description = "Handle of the record, 32 hexadecimal digits, as show lists it." };
        var mark = new Argument<string>("mark") { Description = "confirmed, wrong or unclear." };
        mark.AcceptOnlyFromAmong([.. Enum.GetNames<HitMark>().Select(name => name.ToLowerInvariant())]);
        var command = new Command("mark", "Says what came of a hit. The record's owner learns the mark, and nothing about your case.") { id, handle, mark };
        target.AddTo(command);
        command.SetExamples("fedhub searches mark 01938b2c-7f1e-7c55-9d0a-3f2b6a1c4e77 5d41402abc4b2a76b9719d911017c592 confirmed");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var text = parsed.GetRequiredValue(handle);
            if (text.Length != 32 || !text.All(char.IsAsciiHexDigit))
            {
                throw CliFailureException.Usage("The handle is not 32 hexadecimal digits", "Copy it from fedhub searches show.");
            }

            using var connection = target.Open(parsed, services);
            var request = new MarkHitRequest
            {
                QueryId = SearchesTarget.Read(parsed, id),
                RecordHandle = ByteString.CopyFrom(Convert.FromHexString(text)),
                Mark = (Contracts.Letter.V1.HitMark)(int)Enum.Parse<HitMark>(parsed.GetRequiredValue(mark), ignoreCase: true),
            };
            var response = await connection.Client.MarkHitAsync(request, cancellationToken: cancellationToken);
            return Write(services, response.Search, isJson: false);
        });
        return command;
    }

    private static ExitCode Write(CliServices services, SearchDetails search, bool isJson)
    {
        if (!isJson)
        {
            return SearchesText.Show(services.Terminal, search);
        }

        services.Terminal.Output.WriteLine(SearchesJson.Of(search));
        return SearchesText.Board(search).ToExitCode();
    }

    private static string Words(Google.Protobuf.Collections.RepeatedField<string> words) => words.Count == 0 ? "nobody" : string.Join(", ", words);
}

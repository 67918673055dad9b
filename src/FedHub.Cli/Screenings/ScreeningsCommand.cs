using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Searches;
using FedHub.Contracts.Gateway.V1;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Cli.Screenings;

/// <summary><c>fedhub screenings</c>: bulk screenings, requested by one person and decided by another.</summary>
internal static class ScreeningsCommand
{
    public static Command Create(CliServices services) => new("screenings", "Bulk screenings: what waits for a supervisor, and what came of the rows.")
    {
        List(services),
        Show(services),
        Decide(services, "approve", "Approves a screening that somebody else of your agency requested.", approve: true),
        Decide(services, "refuse", "Refuses a screening; say why.", approve: false),
        ScreeningExport.Create(services),
    };

    public static Argument<string> IdArgument() => new("screening") { Description = "The screening's id, as list shows it." };

    public static ByteString Read(ParseResult parsed, Argument<string> id) => ScreeningId.TryParse(parsed.GetRequiredValue(id), out var screening)
        ? ByteString.CopyFrom(screening.ToArray())
        : throw CliFailureException.Usage("That is not a screening's id", "Copy it from fedhub screenings list.");

    private static Command List(CliServices services)
    {
        var target = new SearchesTarget();
        var json = new Option<bool>("--json") { Description = "One JSON document a line." };
        var command = new Command("list", "Lists your screenings and, for a supervisor, the agency's; newest first.") { json };
        target.AddTo(command);
        command.SetExamples("fedhub screenings list");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var response = await connection.Screenings.ListScreeningsAsync(new ListScreeningsRequest(), cancellationToken: cancellationToken);
            foreach (var screening in response.Screenings)
            {
                await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? ScreeningText.Json(screening) : ScreeningText.Line(screening));
            }

            if (response.Screenings.Count == 0)
            {
                services.Terminal.Say("There are no screenings.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CliServices services)
    {
        var target = new SearchesTarget();
        var id = IdArgument();
        var json = new Option<bool>("--json") { Description = "JSON." };
        var command = new Command("show", "Shows what a screening is for. The rows themselves are kept nowhere.") { id, json };
        target.AddTo(command);
        command.SetExamples("fedhub screenings show 5d41402abc4b2a76b9719d911017c592");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var response = await connection.Screenings.GetScreeningAsync(new GetScreeningRequest { ScreeningId = Read(parsed, id) }, cancellationToken: cancellationToken);
            Write(services, response.Screening, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Decide(CliServices services, string verb, string description, bool approve)
    {
        var target = new SearchesTarget();
        var id = IdArgument();
        var reason = new Option<string>("--reason") { Description = "Why, in one line, without anybody's name.", Required = !approve };
        var command = new Command(verb, description) { id, reason };
        target.AddTo(command);
        command.SetExamples($"fedhub screenings {verb} 5d41402abc4b2a76b9719d911017c592{(approve ? "" : " --reason \"too many countries\"")}");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var request = new DecideScreeningRequest { ScreeningId = Read(parsed, id), Approve = approve, Reason = parsed.GetValue(reason) ?? "" };
            var response = await connection.Screenings.DecideScreeningAsync(request, cancellationToken: cancellationToken);
            Write(services, response.Screening, isJson: false);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(CliServices services, Screening screening, bool isJson)
    {
        foreach (var line in isJson ? [ScreeningText.Json(screening)] : ScreeningText.Details(screening))
        {
            services.Terminal.Output.WriteLine(line);
        }
    }
}

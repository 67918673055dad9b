using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Contracts.Query.V1;

namespace FedHub.Cli.Reviews;

/// <summary><c>fedhub node review</c>: disclosures that wait for a person.</summary>
internal static class NodeReviewCommand
{
    private const string Disclose = "disclose";
    private const string Refer = "refer";
    private const string Refuse = "refuse";

    public static Command Create(CliServices services) => new("review", "Disclosures that wait for a person of your country.") { List(services), Show(services), Decide(services) };

    private static Command List(CliServices services)
    {
        var target = new NodeTarget();
        var closed = new Option<bool>("--closed") { Description = "Those that are decided or have ended, newest first." };
        var json = new Option<bool>("--json") { Description = "One JSON document a line." };
        var command = new Command("list", "Lists what waits for a decision, overdue first.") { closed, json };
        target.AddTo(command);
        command.SetExamples("fedhub node review list --data kaz", "fedhub node review list --profile my-key --closed --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var response = await Client(connection).ListReviewsAsync(new ListReviewsRequest { Closed = parsed.GetValue(closed) }, cancellationToken: cancellationToken);
            foreach (var review in response.Reviews)
            {
                await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? ReviewJson.Line(review) : ReviewText.Line(review));
            }

            services.Terminal.Say(ReviewText.Counts(response.OpenCount, response.OverdueCount));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CliServices services)
    {
        var target = new NodeTarget();
        var id = IdArgument();
        var json = new Option<bool>("--json") { Description = "A JSON document." };
        var command = new Command("show", "Shows who asks, why, about which record, and what may be decided.") { id, json };
        target.AddTo(command);
        command.SetExamples("fedhub node review show 17 --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            await WriteAsync(services, await GetAsync(connection, parsed.GetRequiredValue(id), cancellationToken), parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Decide(CliServices services)
    {
        var target = new NodeTarget();
        var id = IdArgument();
        var decision = new Argument<string>("decision") { Description = "disclose, refer (name the desk only) or refuse." };
        decision.AcceptOnlyFromAmong(Disclose, Refer, Refuse);
        var ground = new Option<string>("--ground") { Description = "Why it is refused, from the policy's list; the asker reads it.", DefaultValueFactory = _ => "" };
        var reason = new Option<string>("--reason") { Description = "Why you decide so, for your own file; it stays at this node.", Required = true };
        var json = new Option<bool>("--json") { Description = "A JSON document." };
        var command = new Command("decide", "Decides. The asker gets the answer also when its node, or the hub, is away now.") { id, decision, ground, reason, json };
        target.AddTo(command);
        command.SetExamples(
            "fedhub node review decide 17 disclose --reason \"identity confirmed with the desk\" --data kaz",
            "fedhub node review decide 18 refuse --ground \"would endanger a person\" --reason \"witness protection\" --profile my-key");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);

            // The version that is seen now: who decides in between is found out.
            var seen = await GetAsync(connection, parsed.GetRequiredValue(id), cancellationToken);
            var request = new DecideReviewRequest
            {
                Id = seen.Review.Id,
                Version = seen.Review.Version,
                Outcome = Outcome(parsed.GetRequiredValue(decision)),
                Ground = parsed.GetValue(ground) ?? "",
                Reason = parsed.GetRequiredValue(reason),
            };
            var response = await Client(connection).DecideReviewAsync(request, cancellationToken: cancellationToken);
            await WriteAsync(services, response.Review, parsed.GetValue(json));
            if (response.Review.Review.State == ReviewState.Proposed)
            {
                services.Terminal.Say("A second person must decide the same before the asker is told.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<ulong> IdArgument() => new("review") { Description = "The review's number, as list shows it." };

    private static DisclosureOutcome Outcome(string decision) => decision switch
    {
        Disclose => DisclosureOutcome.Disclosed,
        Refer => DisclosureOutcome.Referred,
        _ => DisclosureOutcome.Refused,
    };

    private static ReviewService.ReviewServiceClient Client(RpcConnection connection) => new(connection.Channel);

    private static async Task<ReviewDetails> GetAsync(RpcConnection connection, ulong id, CancellationToken cancellationToken)
        => (await Client(connection).GetReviewAsync(new GetReviewRequest { Id = id }, cancellationToken: cancellationToken)).Review;

    private static async Task WriteAsync(CliServices services, ReviewDetails review, bool isJson)
    {
        if (isJson)
        {
            await services.Terminal.Output.WriteLineAsync(ReviewJson.Of(review));
            return;
        }

        foreach (var line in ReviewText.Lines(review))
        {
            await services.Terminal.Output.WriteLineAsync(line);
        }
    }
}

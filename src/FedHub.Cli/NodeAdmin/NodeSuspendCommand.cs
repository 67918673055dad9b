using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node officers suspend</c> and <c>searches</c>: an officer who may no longer search, and what they had begun.</summary>
internal static class NodeSuspendCommand
{
    private static readonly Dictionary<string, SuspensionReason> _reasons = new(StringComparer.Ordinal)
    {
        ["left"] = SuspensionReason.Left,
        ["stolen-key"] = SuspensionReason.StolenKey,
        ["misuse"] = SuspensionReason.Misuse,
        ["other"] = SuspensionReason.Other,
    };

    public static Command Create(CliServices services)
    {
        var target = new NodeTarget();
        var officer = NodeOfficersCommand.OfficerArgument();
        var reason = new Option<string>("--reason") { Description = "left, stolen-key, misuse or other. A stolen key never comes back.", Required = true };
        reason.AcceptOnlyFromAmong([.. _reasons.Keys]);
        var command = new Command("suspend", "Stops an officer at once: revokes the credentials, ends the calls, cancels and lists the open searches.") { officer, reason };
        target.AddTo(command);
        command.SetExamples("fedhub node officers suspend o-5f0c1a2b3c4d5e6f --data kaz --reason stolen-key");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var request = new SuspendOfficerRequest { OfficerId = parsed.GetRequiredValue(officer), Reason = _reasons[parsed.GetRequiredValue(reason)] };
            var response = await new OfficerService.OfficerServiceClient(connection.Channel).SuspendOfficerAsync(request, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(OfficerLines.Text(response.Officer));
            await WriteAsync(services, response.Cancelled, "cancelled");
            services.Terminal.Say(FormattableString.Invariant(
                $"{response.RevokedCredentialCount} credentials revoked, {response.Cancelled.Count} open searches cancelled. Every member refuses the officer's queries from the moment the log holds it."));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command CreateSearches(CliServices services)
    {
        var target = new NodeTarget();
        var officer = NodeOfficersCommand.OfficerArgument();
        var command = new Command("searches", "Lists an officer's open searches; not whom they are about.") { officer };
        target.AddTo(command);
        command.SetExamples("fedhub node officers searches o-5f0c1a2b3c4d5e6f --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var request = new ListOfficerSearchesRequest { OfficerId = parsed.GetRequiredValue(officer) };
            var response = await new OfficerService.OfficerServiceClient(connection.Channel).ListOfficerSearchesAsync(request, cancellationToken: cancellationToken);
            await WriteAsync(services, response.Searches, "open");
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task WriteAsync(CliServices services, IEnumerable<OfficerSearch> searches, string state)
    {
        foreach (var search in searches)
        {
            await services.Terminal.Output.WriteLineAsync(OfficerLines.Text(search, state));
        }
    }
}

using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Contracts.Officer.V1;
using FedHub.Protocol;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node officers</c>: who may search.</summary>
internal static class NodeOfficersCommand
{
    public static Command Create(CliServices services) => new("officers", "Who may search at this node.") { List(services), Approve(services), Suspend(services) };

    private static Command List(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var command = new Command("list", "Lists officers and their fingerprints.") { data };
        command.SetExamples("fedhub node officers list --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new NodeAdminService.NodeAdminServiceClient(channel);
            var response = await client.ListOfficersAsync(new ListOfficersRequest(), cancellationToken: cancellationToken);
            foreach (var officer in response.Officers)
            {
                await services.Terminal.Output.WriteLineAsync(NodeText.Line(officer));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Approve(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var officer = OfficerOption();
        var fingerprint = new Option<string>("--fingerprint") { Description = "The fingerprint that the officer read to you.", Required = true };
        var purposes = new Option<string[]>("--purpose") { Description = "What the officer may search for.", AllowMultipleArgumentsPerToken = true, Required = true };
        var roles = new Option<string[]>("--role") { Description = "What the officer may do.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["investigator"] };
        purposes.AcceptOnlyFromAmong([.. Tokens.AllPurposes]);
        roles.AcceptOnlyFromAmong([.. Enum.GetValues<OfficerRole>().Where(role => role != OfficerRole.SelfTest).Select(Tokens.Of)]);
        var command = new Command("approve", "Lets an officer search, after you compared the fingerprint by voice.") { data, officer, fingerprint, purposes, roles };
        command.SetExamples("fedhub node officers approve --data kaz --officer ID --fingerprint FINGERPRINT --purpose investigation victim-identification");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new NodeAdminService.NodeAdminServiceClient(channel);
            var request = Request(
                parsed.GetRequiredValue(officer), parsed.GetRequiredValue(fingerprint), parsed.GetRequiredValue(roles), parsed.GetRequiredValue(purposes));
            var response = await client.ApproveOfficerAsync(request, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(NodeText.Line(response.Officer));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>An approval; unknown tokens are left out, for the options let none through.</summary>
    public static ApproveOfficerRequest Request(string officerId, string fingerprint, IEnumerable<string> roles, IEnumerable<string> purposes)
    {
        var request = new ApproveOfficerRequest { OfficerId = officerId, Fingerprint = fingerprint };
        foreach (var token in roles)
        {
            if (Tokens.TryParseRole(token, out var role))
            {
                request.Roles.Add((Role)(int)role);
            }
        }

        foreach (var token in purposes)
        {
            if (Tokens.TryParsePurpose(token, out var purpose))
            {
                request.Purposes.Add((Contracts.Common.V1.Purpose)(int)purpose);
            }
        }

        return request;
    }

    private static Command Suspend(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var officer = OfficerOption();
        var command = new Command("suspend", "Stops an officer at once.") { data, officer };
        command.SetExamples("fedhub node officers suspend --data kaz --officer ID");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var client = new NodeAdminService.NodeAdminServiceClient(channel);
            var response = await client.SuspendOfficerAsync(
                new SuspendOfficerRequest { OfficerId = parsed.GetRequiredValue(officer) }, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(NodeText.Line(response.Officer));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<string> OfficerOption() => new("--officer") { Description = "The officer's pseudonym.", Required = true };
}

using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Contracts.Officer.V1;
using FedHub.Protocol;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node officers</c>: who may do what at this node.</summary>
internal static class NodeOfficersCommand
{
    public static Command Create(CliServices services) => new("officers", "Who may do what at this node.")
    {
        List(services),
        Approve(services),
        Change(services),
        NodeSuspendCommand.Create(services),
        NodeSuspendCommand.CreateSearches(services),
    };

    public static Argument<string> OfficerArgument() => new("officer") { Description = "The officer's pseudonym, as list shows it." };

    private static Command List(CliServices services)
    {
        var target = new NodeTarget();
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var command = new Command("list", "Lists officers, their rights and their fingerprints.") { json };
        target.AddTo(command);
        command.SetExamples("fedhub node officers list --data kaz", "fedhub node officers list --profile my-key --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var response = await new OfficerService.OfficerServiceClient(connection.Channel).ListOfficersAsync(new ListOfficersRequest(), cancellationToken: cancellationToken);
            foreach (var officer in response.Officers)
            {
                await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? OfficerLines.Json(officer) : OfficerLines.Text(officer));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Approve(CliServices services)
    {
        var target = new NodeTarget();
        var officer = OfficerArgument();
        var fingerprint = new Option<string>("--fingerprint") { Description = "The fingerprint that the officer read to you.", Required = true };
        var rights = new RightsOptions();
        var command = new Command("approve", "Gives an officer rights, after you compared the fingerprint by voice. You cannot approve yourself.") { officer, fingerprint };
        rights.AddTo(command);
        target.AddTo(command);
        command.SetExamples(
            "fedhub node officers approve o-5f0c1a2b3c4d5e6f --data kaz --fingerprint 1a2b-3c4d-5e6f-7a8b-9c0d --purpose investigation victim-identification",
            "fedhub node officers approve o-5f0c1a2b3c4d5e6f --profile my-key --fingerprint 1a2b-3c4d-5e6f-7a8b-9c0d --role admin");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var request = Request(parsed.GetRequiredValue(officer), parsed.GetRequiredValue(fingerprint), rights.Roles(parsed), rights.Purposes(parsed));
            var response = await new OfficerService.OfficerServiceClient(connection.Channel).ApproveOfficerAsync(request, cancellationToken: cancellationToken);
            return await SayAsync(services, response.Officer);
        });
        return command;
    }

    private static Command Change(CliServices services)
    {
        var target = new NodeTarget();
        var officer = OfficerArgument();
        var rights = new RightsOptions();
        var command = new Command("change", "Gives an approved officer other roles and purposes: these and no others.") { officer };
        rights.AddTo(command);
        target.AddTo(command);
        command.SetExamples("fedhub node officers change o-5f0c1a2b3c4d5e6f --data kaz --role investigator supervisor --purpose investigation");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var connection = target.Open(parsed, services);
            var approval = Request(parsed.GetRequiredValue(officer), "", rights.Roles(parsed), rights.Purposes(parsed));
            var request = new ChangeOfficerRequest { OfficerId = approval.OfficerId, Roles = { approval.Roles }, Purposes = { approval.Purposes } };
            var response = await new OfficerService.OfficerServiceClient(connection.Channel).ChangeOfficerAsync(request, cancellationToken: cancellationToken);
            return await SayAsync(services, response.Officer);
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

    private static async Task<ExitCode> SayAsync(CliServices services, Officer officer)
    {
        await services.Terminal.Output.WriteLineAsync(OfficerLines.Text(officer));
        if (officer.Proposal is { } proposal)
        {
            services.Terminal.Say(FormattableString.Invariant(
                $"{proposal.ApprovedBy.Count} of {proposal.Needed} have agreed: another administrator has to give the same rights before they hold."));
            return ExitCode.Partial;
        }

        return ExitCode.Ok;
    }
}

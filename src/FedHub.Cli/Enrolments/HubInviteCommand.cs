using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Development;
using FedHub.Cli.HubAdmin;
using FedHub.Cli.NodeAdmin;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Cli.Enrolments;

/// <summary><c>fedhub hub invite</c>: a one-time token for a new node.</summary>
internal static class HubInviteCommand
{
    public static Command Create(CliServices services)
    {
        var data = HubCommand.DataOption();
        var member = new Option<string>("--member") { Description = "Who is invited, ISO 3166-1 alpha-3.", Required = true };
        var host = new Option<string>("--host") { Description = "Name by which nodes reach this hub.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "Where to write the invitation. It holds a secret.", Required = true };
        var hours = new Option<uint>("--hours") { Description = "How long it may be used, 1 to 720.", DefaultValueFactory = _ => 72 };
        var command = new Command("invite", "Makes a one-time invitation for a new node.") { data, member, host, output, hours };
        command.SetExamples("fedhub hub invite --data hub --member KAZ --host hub.example --out kaz.token");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var request = new InviteMemberRequest { Member = parsed.GetRequiredValue(member), ValidHours = parsed.GetValue(hours) };
            var response = await new EnrolmentAdminService.EnrolmentAdminServiceClient(channel).InviteMemberAsync(request, cancellationToken: cancellationToken);
            var address = new UriBuilder("https", parsed.GetRequiredValue(host), (int)response.Port).Uri;
            var invitation = new EnrolmentInvitation(
                address, Digest.FromBytes(response.HubKey.Span), MemberId.Parse(request.Member), response.Token.Memory,
                DateTimeOffset.FromUnixTimeMilliseconds(response.ExpiresAtMs));
            PrivateFile.WriteNew(parsed.GetRequiredValue(output).FullName, invitation.ToJson());
            services.Terminal.Say($"Give {parsed.GetRequiredValue(output).FullName} to {request.Member} over a way that both trust. It works once, until {NodeText.Time(response.ExpiresAtMs)}.");
            return ExitCode.Ok;
        });
        return command;
    }
}

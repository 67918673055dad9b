using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.HubAdmin;

namespace FedHub.Cli.Log;

/// <summary><c>fedhub log</c>: the log that nobody can alter unseen.</summary>
internal static class LogCommand
{
    public static Command Create(CliServices services) => new("log", "The federation's append-only log.") { Verify(services) };

    private static Command Verify(CliServices services)
    {
        var data = HubCommand.DataOption();
        var command = new Command("verify", "Reads the whole log again and checks every entry and the root. Status 4 is proven corruption, 3 could not check.") { data };
        command.SetExamples("fedhub log verify --data hub");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var check = await LogVerification.RunAsync(parsed.GetRequiredValue(data), cancellationToken);
            await services.Terminal.Output.WriteLineAsync(LogText.Of(check));
            return check.Finding is null ? ExitCode.Ok : ExitCode.VerificationFailed;
        });
        return command;
    }
}

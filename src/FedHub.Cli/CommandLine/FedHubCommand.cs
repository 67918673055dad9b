using System.CommandLine;
using System.CommandLine.Invocation;

namespace FedHub.Cli.CommandLine;

/// <summary>The root of the command tree.</summary>
internal static class FedHubCommand
{
    public static RootCommand Create(CliServices services)
    {
        var root = new RootCommand("Asks other countries 'do you know this person, passport or phone?' without telling them whom you mean, unless they do.")
        {
            Search.SearchCommand.Create(services),
            Searches.SearchesCommand.Create(services),
            Screenings.ScreeningsCommand.Create(services),
            Demo.DemoCommand.Create(services),
            Officers.OfficerCommand.Create(services),
            Auditors.AuditorCommand.Create(services),
            NodeAdmin.NodeCommand.Create(services),
            HubAdmin.HubCommand.Create(services),
            Federation.FederationCommand.Create(services),
            Log.LogCommand.Create(services),
            Log.Receipts.ReceiptCommand.Create(services),
            Keys.KeysCommand.Create(services),
            Match.MatchCommand.Create(services),
            Doctor.DoctorCommand.Create(services),
            Development.DevCommand.Create(services),
            CompletionCommand.Create(services),
        };
        ExampleHelp.AddTo(root);
        return root;
    }

    /// <summary>Parses and runs; gives an <see cref="ExitCode"/> as a number.</summary>
    public static async Task<int> RunAsync(string[] args, CliServices services, CancellationToken cancellationToken)
    {
        var parsed = Create(services).Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = services.Terminal.Output,
            Error = services.Terminal.Error,
            EnableDefaultExceptionHandler = false,
        };
        var status = await parsed.InvokeAsync(configuration, cancellationToken);
        // System.CommandLine says 1 for what it cannot parse; here 1 means that somebody refused.
        return parsed.Action is ParseErrorAction ? (int)ExitCode.Usage : status;
    }
}

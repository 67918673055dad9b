using FedHub.Cli;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Terminal;

return await FedHubCommand.RunAsync(args, new CliServices(CliTerminal.System(), TimeProvider.System), CancellationToken.None);

using System.CommandLine;

namespace FedHub.Cli.Log;

/// <summary><c>fedhub log</c>: the log that nobody can alter unseen.</summary>
internal static class LogCommand
{
    public static Command Create(CliServices services) => new("log", "The federation's append-only log: verify, watch, copy, search and export it.")
    {
        LogVerifyCommand.Create(services),
        LogProveCommand.Create(services),
        Monitoring.LogMonitorCommand.Create(services),
        Monitoring.LogEvidenceCommand.Create(services),
        Copies.LogFetchCommand.Create(services),
        Index.LogSearchCommand.Create(services),
        Export.LogExportCommand.Create(services),
        Records.LogOpenSearchCommand.Create(services),
        Records.LogCrossCheckCommand.Create(services),
        Review.LogUnusualCommand.Create(services),
        Review.LogReportCommand.Create(services),
    };
}

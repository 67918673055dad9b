using System.CommandLine;

namespace FedHub.Cli.Match;

/// <summary><c>fedhub match</c>: what the matching rules make of rows that an admin holds in clear.</summary>
internal static class MatchCommand
{
    public static Command Create(CliServices services)
        => new("match", "Explains and measures the matching rules on rows of your own. Nothing leaves this machine.")
        {
            ExplainCommand.Create(services), ReportCommand.Create(services), MrzCommand.Create(services),
        };
}

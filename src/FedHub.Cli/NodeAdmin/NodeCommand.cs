using System.CommandLine;
using FedHub.Cli.NodeAdmin.Import;

namespace FedHub.Cli.NodeAdmin;

/// <summary><c>fedhub node</c>: what a country's administrator does.</summary>
internal static class NodeCommand
{
    public static Command Create(CliServices services) => new("node", "A country's node: set it up, load records, run and watch it.")
    {
        NodeInitCommand.Create(services),
        NodeImportCommand.Create(services),
        NodeRunCommand.Create(services),
        NodeStatusCommand.Create(services),
        NodeOfficersCommand.Create(services),
        Policy.PolicyCommand.Create(services),
        NodeIdentity.NodeEpochCommand.Create(services),
        NodeSelfTestCommand.Create(services),
        Budgets.BudgetsCommand.ForNode(services),
        Reviews.NodeReviewCommand.Create(services),
        Reviews.NodeDisclosuresCommand.Create(services),
        Log.Records.NodeSearchRecordsCommand.Create(services),
        Enrolments.NodeEnrolCommand.Create(services),
        Doctor.DoctorCommand.CreateForNode(services),
        NodeIdentity.NodeKeysCommand.Create(services),
        AnswerLog.NodeLogCommand.Create(services),
        NodeIdentity.NodeCertificateCommand.Create(services),
        NodeIdentity.NodeDirectoryCommand.Create(services),
    };

    public static Option<string> DataOption() => new("--data") { Description = "The node's data folder.", Required = true };
}

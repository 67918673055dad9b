using System.CommandLine;
using FedHub.Cli.CommandLine;

namespace FedHub.Cli.Doctor;

/// <summary><c>fedhub doctor</c>, and as <c>fedhub node doctor</c> and <c>fedhub hub doctor</c>: what is wrong, and what to do.</summary>
internal static class DoctorCommand
{
    /// <summary>Finds out by the folder whether it is a node or a hub.</summary>
    public static Command Create(CliServices services)
    {
        var options = new DoctorOptions("Data folder of a node or a hub.");
        var command = new Command("doctor", "Looks at a node or a hub, whether or not it runs, and says what is wrong and what to do.");
        options.AddTo(command, options.SelfTest, options.VerifyLog);
        command.SetExamples("fedhub doctor --data kaz", "fedhub doctor --data hub --json");
        command.SetBody(services, (parsed, cancellationToken) => File.Exists(Path.Combine(parsed.GetRequiredValue(options.Data), "hub.json"))
            ? HubAsync(services, parsed, options, cancellationToken)
            : File.Exists(Path.Combine(parsed.GetRequiredValue(options.Data), "node.json"))
                ? NodeAsync(services, parsed, options, cancellationToken)
                : throw CliFailureException.Usage(
                    "There is neither a node nor a hub in " + parsed.GetRequiredValue(options.Data), "Name the folder that holds node.json or hub.json."));
        return command;
    }

    public static Command CreateForNode(CliServices services)
    {
        var options = new DoctorOptions("The node's data folder.");
        var command = new Command("doctor", "Looks at the node, whether or not it runs, and says what is wrong and what to do.");
        options.AddTo(command, options.SelfTest);
        command.SetExamples("fedhub node doctor --data kaz", "fedhub node doctor --data kaz --self-test --json");
        command.SetBody(services, (parsed, cancellationToken) => NodeAsync(services, parsed, options, cancellationToken));
        return command;
    }

    public static Command CreateForHub(CliServices services)
    {
        var options = new DoctorOptions("The hub's data folder.");
        var command = new Command("doctor", "Looks at the hub, whether or not it runs, and says what is wrong and what to do.");
        options.AddTo(command, options.VerifyLog);
        command.SetExamples("fedhub hub doctor --data hub", "fedhub hub doctor --data hub --verify-log --strict");
        command.SetBody(services, (parsed, cancellationToken) => HubAsync(services, parsed, options, cancellationToken));
        return command;
    }

    private static async Task<ExitCode> NodeAsync(CliServices services, ParseResult parsed, DoctorOptions options, CancellationToken cancellationToken) =>
        await DoctorReport.WriteAsync(
            services.Terminal, await Diagnosis.OfNodeAsync(parsed.GetRequiredValue(options.Data), parsed.GetValue(options.SelfTest), services.Time, cancellationToken),
            parsed.GetValue(options.Json), parsed.GetValue(options.Strict));

    private static async Task<ExitCode> HubAsync(CliServices services, ParseResult parsed, DoctorOptions options, CancellationToken cancellationToken) =>
        await DoctorReport.WriteAsync(
            services.Terminal, await Diagnosis.OfHubAsync(parsed.GetRequiredValue(options.Data), parsed.GetValue(options.VerifyLog), services.Time, cancellationToken),
            parsed.GetValue(options.Json), parsed.GetValue(options.Strict));
}

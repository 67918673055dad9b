using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Node.Policy;
using FedHub.Node.Storage;

namespace FedHub.Cli.Policy;

/// <summary><c>fedhub node policy diff</c>: what a change changes, in words.</summary>
internal static class PolicyDiffCommand
{
    public static Command Create(CliServices services)
    {
        var paths = PolicyCommand.PathsArgument("OLD and NEW; or NEW alone, against what is in force; or nothing: policy/ of the data folder against it.", 0, 2);
        var target = new NodeTarget();
        var json = new Option<bool>("--json") { Description = "One JSON object a change." };
        var command = new Command("diff", "Says who may now ask what that could not before, and the reverse, and who is told more or less.") { paths, json };
        target.AddTo(command);
        command.SetExamples("fedhub node policy diff policy-before policy-after", "fedhub node policy diff --data kaz");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var (old, next) = await ReadAsync(parsed, parsed.GetRequiredValue(paths), target, services, cancellationToken);
            await PolicyText.WriteAsync(services.Terminal, PolicyDiff.Compare(old, next), parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The draft that a command means: the path given, else the data folder's <c>policy/</c>.</summary>
    public static string DraftPath(ParseResult parsed, string[] paths, NodeTarget target) => paths is [var path]
        ? path
        : target.DataFolder(parsed) is { } data
            ? new NodeDirectoryLayout(data).PolicyDirectory
            : throw CliFailureException.Usage("It is not said which policies", "Name a folder or a file.");

    private static async Task<(PolicySet Old, PolicySet New)> ReadAsync(
        ParseResult parsed, string[] paths, NodeTarget target, CliServices services, CancellationToken cancellationToken)
    {
        if (paths is [var old, var next])
        {
            return (PolicyFolder.Read(old), PolicyFolder.Read(next));
        }

        var draft = PolicyFolder.Read(DraftPath(parsed, paths, target));
        using var connection = target.Open(parsed, services);
        return ((await RunningPolicies.GetAsync(connection, cancellationToken)).InForce, draft);
    }
}

namespace FedHub.Cli.Tests.NodeAdmin;

/// <summary>Runs <c>fedhub node import</c> in this process.</summary>
internal static class ImportCli
{
    public static async Task<(ExitCode ExitCode, string Output, string Error)> RunAsync(NodeFolder node, params string[] arguments)
    {
        using var terminal = new TestTerminal();
        var exitCode = await terminal.RunAsync(["node", "import", "--data", node.Path, .. arguments]);
        return ((ExitCode)exitCode, terminal.Output, terminal.Error);
    }
}

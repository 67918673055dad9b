using System.ComponentModel;
using System.Diagnostics;
using Xunit.Abstractions;

namespace FedHub.Matching.Tests.Names;

public sealed class CommonNamesTableTests(ITestOutputHelper output)
{
    private const string Script = "eng/matching/common-names.mjs";

    /// <summary>Needs Node.js; without it nothing is compared and the output says so.</summary>
    [Fact]
    public async Task Table_OfCommonNames_IsWhatItsScriptWrites()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, Script)))
        {
            root = root.Parent.ShouldNotBeNull();
        }

        if (await RunAsync(root.FullName) is not { } written)
        {
            output.WriteLine("Not compared: Node.js is not there.");
            return;
        }

        var table = await File.ReadAllTextAsync(Path.Combine(root.FullName, "src/FedHub.Matching/Tables/common-names.tsv"));
        // A plain comparison: the message of a failed one would print half a megabyte.
        string.Equals(written, table, StringComparison.Ordinal).ShouldBeTrue($"run: node {Script} > src/FedHub.Matching/Tables/common-names.tsv");
    }

    private static async Task<string?> RunAsync(string folder)
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", [Script]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var written = await node.StandardOutput.ReadToEndAsync(limit.Token);
            await node.WaitForExitAsync(limit.Token);
            return node.ExitCode == 0 ? written : throw new InvalidOperationException("The script failed.");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

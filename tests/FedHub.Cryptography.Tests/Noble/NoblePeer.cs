using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedHub.Cryptography.Tests;

/// <summary>One Node.js process that runs <c>tests/noble/peer.mjs</c>: a request a line, an answer a line.</summary>
internal sealed class NoblePeer : IDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private NoblePeer(Process process) => _process = process;

    /// <summary>The folder with the peer, found from where the tests run.</summary>
    internal static string Folder { get; } = FindFolder();

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(_timeout))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    internal static NoblePeer Start() => new(Run("peer.mjs"));

    internal static Process Run(params string[] arguments)
    {
        Directory.Exists(Path.Combine(Folder, "node_modules", "@noble", "curves"))
            .ShouldBeTrue("@noble/curves is not installed. Run: npm ci --prefix tests/noble (needs Node.js 20.19 or later).");
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = false,
        };
        return Process.Start(start).ShouldNotBeNull("Node.js is not installed.");
    }

    internal async Task<JsonElement> AskAsync(JsonObject request)
    {
        await _process.StandardInput.WriteLineAsync(request.ToJsonString()).WaitAsync(_timeout);
        await _process.StandardInput.FlushAsync().WaitAsync(_timeout);
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(_timeout);
        using var document = JsonDocument.Parse(line.ShouldNotBeNull("The peer ended."));
        return document.RootElement.Clone();
    }

    private static string FindFolder()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var folder = Path.Combine(directory.FullName, "tests", "noble");
            if (File.Exists(Path.Combine(folder, "peer.mjs")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("tests/noble was not found above the test's own folder.");
    }
}

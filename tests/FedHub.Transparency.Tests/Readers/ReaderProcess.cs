using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedHub.Transparency.Tests;

/// <summary>A reader that was not written here, as a process: a request a line, an answer a line.</summary>
internal sealed class ReaderProcess : IDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private ReaderProcess(Process process) => _process = process;

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(_timeout))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>Finds a folder of <c>tests</c> above where the tests run.</summary>
    internal static string Folder(string name)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var folder = Path.Combine(directory.FullName, "tests", name);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException($"tests/{name} was not found above the test's own folder.");
    }

    internal static ReaderProcess Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new ReaderProcess(Process.Start(start).ShouldNotBeNull());
    }

    /// <summary>The error that the reader found; null when it accepts.</summary>
    internal async Task<string?> AskAsync(JsonObject request)
    {
        await _process.StandardInput.WriteLineAsync(request.ToJsonString()).WaitAsync(_timeout);
        await _process.StandardInput.FlushAsync().WaitAsync(_timeout);
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(_timeout);
        using var document = JsonDocument.Parse(line.ShouldNotBeNull("The reader ended."));
        return document.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
    }
}

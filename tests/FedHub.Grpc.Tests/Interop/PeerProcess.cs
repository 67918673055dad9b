using System.Collections.Concurrent;
using System.Diagnostics;
using FedHub.Grpc.Tests.Support;

namespace FedHub.Grpc.Tests.Interop;

/// <summary>A process of another gRPC implementation.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(90);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    public string Output => string.Join('\n', _output);

    public bool HasExited => _process.HasExited;

    public static PeerProcess Start(string program, string howToInstall, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            var peer = new PeerProcess(Process.Start(start)!);
            peer._process.OutputDataReceived += (_, line) => peer.Keep(line.Data);
            peer._process.ErrorDataReceived += (_, line) => peer.Keep(line.Data);
            peer._process.BeginOutputReadLine();
            peer._process.BeginErrorReadLine();
            return peer;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"{program} is not installed. {howToInstall}", exception);
        }
    }

    /// <summary>The rest of the first line that starts with <paramref name="start"/>.</summary>
    public async Task<string> LineAsync(string start)
    {
        await Wait.UntilAsync(() => HasExited || Find(start) is not null);
        return Find(start) ?? throw new InvalidOperationException($"The peer ended early:\n{Output}");
    }

    public async Task<string> RunToEndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(_longest);
        return Output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(_longest);
        }

        _process.Dispose();
    }

    private string? Find(string start) => _output.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..].Trim();

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}

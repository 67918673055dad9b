using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FedHub.Federation.Tests.Support;

/// <summary>The built <c>fedhub</c> as a process of its own. It ends with this one, because its input does.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private CliProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Text(_output);

    public string Error => Text(_error);

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static CliProcess Start(params string[] arguments) => StartUnder("dotnet", [Path.Combine(AppContext.BaseDirectory, "fedhub.dll"), .. arguments]);

    /// <summary>Starts it under <c>strace</c>, which makes system calls of it fail.</summary>
    /// <param name="strace">What strace is told.</param>
    /// <param name="arguments">What fedhub is told.</param>
    public static CliProcess StartTraced(IEnumerable<string> strace, params string[] arguments) =>
        StartUnder("strace", [.. strace, "dotnet", Path.Combine(AppContext.BaseDirectory, "fedhub.dll"), .. arguments]);

    /// <summary>Runs to the end.</summary>
    public static async Task<CliProcess> RunAsync(params string[] arguments)
    {
        var process = Start(arguments);
        await process._process.WaitForExitAsync().WaitAsync(2 * Wait.Patience);
        return process;
    }

    /// <summary>Waits until it has ended and all that it wrote was read; <see cref="HasExited"/> comes before the last lines.</summary>
    public Task WaitAsync() => _process.WaitForExitAsync().WaitAsync(Wait.Patience);

    /// <summary>SIGKILL: nothing is finished, flushed or said good-bye to.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Wait.Patience);
    }

    /// <summary>SIGSTOP: it keeps its connections and does nothing, so that a query to it is surely on its way.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static CliProcess StartUnder(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new CliProcess(Process.Start(start).ShouldNotBeNull());
    }

    private static void Add(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process.Id}")]);
        await kill.WaitForExitAsync().WaitAsync(Wait.Patience);
        kill.ExitCode.ShouldBe(0);
    }
}

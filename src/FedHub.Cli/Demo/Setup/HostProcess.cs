using System.Diagnostics;
using System.Reflection;

namespace FedHub.Cli.Demo.Setup;

/// <summary>A hub or node of the demonstration in a process of its own. It ends when this process does, however that ends.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan _stopWithin = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _logFile;
    private readonly Task _logging;

    private HostProcess(Process process, string logFile)
    {
        _process = process;
        _logFile = logFile;
        _logging = CopyLogAsync();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts <c>fedhub</c> with these arguments; its log goes to the file.</summary>
    public static HostProcess Start(IEnumerable<string> arguments, string logFile)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "fedhub")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Prefix().Concat(arguments).Append("--stop-when-input-ends"))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new CliFailureException(ExitCode.Unreachable, "A process of the demonstration could not be started");
        return new HostProcess(process, logFile);
    }

    /// <summary>Closes its input, waits for the graceful end, and kills it if that takes too long.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited)
        {
            return;
        }

        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(_stopWithin);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _logging;
        _process.Dispose();
    }

    /// <summary>When started as <c>dotnet fedhub.dll</c>, the program is the first argument.</summary>
    private static IEnumerable<string> Prefix()
        => Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];

    private async Task CopyLogAsync()
    {
        await using var log = new StreamWriter(_logFile, append: true);
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.BeginOutputReadLine();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            Write(line);
        }

        void Write(string? line)
        {
            if (line is not null)
            {
                lock (log)
                {
                    log.WriteLine(line);
                    log.Flush();
                }
            }
        }
    }
}

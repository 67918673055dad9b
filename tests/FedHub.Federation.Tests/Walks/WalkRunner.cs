using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using FedHub.Federation.Tests.Support;

namespace FedHub.Federation.Tests.Walks;

/// <summary>
/// Does what a guide says, in an empty folder that is also the home: each block in a shell of its own, with the built <c>fedhub</c> in the path.
/// Ports of this machine that the guide names are taken for free ones.
/// </summary>
internal sealed partial class WalkRunner(TimeSpan patience) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fedhub-walk-").FullName;
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _identifiers = new(StringComparer.Ordinal);
    private readonly List<(Process Process, StringBuilder Output)> _services = [];

    /// <summary>The guide's own ids, each with what stood in its place in this run. A reader copies them from the screen.</summary>
    public IReadOnlyDictionary<string, string> Identifiers => _identifiers;

    /// <summary>Puts <c>fedhub</c> into the walk's path.</summary>
    public void Prepare()
    {
        var bin = Directory.CreateDirectory(Path.Combine(_folder, ".bin")).FullName;
        var command = Path.Combine(bin, "fedhub");
        File.WriteAllText(command, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "fedhub.dll")}' \"$@\"\n");
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Does one step.</summary>
    /// <returns>What it printed, with the guide's ports; for a service only as far as it has come.</returns>
    public async Task<string> RunAsync(WalkStep step)
    {
        var output = step.Kind switch
        {
            WalkKind.File => await WriteAsync(step),
            WalkKind.Service => await StartAsync(step),
            WalkKind.RunUntil => await RepeatAsync(step),
            _ => await ShellAsync(step.Body),
        };
        Learn(step.Expected ?? "", output);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _) in _services)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().WaitAsync(Wait.Patience);
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> WriteAsync(WalkStep step)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, step.File), WithFreePorts(step.Body) + "\n");
        return "";
    }

    private async Task<string> ShellAsync(string script)
    {
        var output = new StringBuilder();
        using var process = Shell(script, output);
        try
        {
            await process.WaitForExitAsync().WaitAsync(2 * Wait.Patience);
        }
        catch (TimeoutException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"does not end: {script}\n{Text(output)}", exception);
        }

        return AsInTheGuide(Text(output));
    }

    private async Task<string> RepeatAsync(WalkStep step)
    {
        var expected = WalkText.Normalize(step.Expected ?? "");
        var output = "";
        var until = Stopwatch.StartNew();
        do
        {
            output = await ShellAsync(step.Body);
        }
        while (WalkText.Normalize(output) != expected && until.Elapsed < patience);

        return output;
    }

    private async Task<string> StartAsync(WalkStep step)
    {
        var output = new StringBuilder();
        var service = Shell("exec " + step.Body, output);
        _services.Add((service, output));
        var expected = Lines(step.Expected ?? "");
        await Wait.UntilAsync(step.Body, () => service.HasExited || IsAmong(expected, Lines(Text(output))));
        service.HasExited.ShouldBeFalse(Text(output));
        return step.Expected ?? "";
    }

    private Process Shell(string script, StringBuilder output)
    {
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = _folder,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec 2>&1\n" + Prepared(script));
        start.Environment["HOME"] = _folder;
        start.Environment["PATH"] = Path.Combine(_folder, ".bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["COLUMNS"] = "160";
        start.Environment.Remove("XDG_CONFIG_HOME");
        var process = Process.Start(start).ShouldNotBeNull();
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.BeginOutputReadLine();
        return process;
    }

    private void Learn(string expected, string output)
    {
        var inTheGuide = WalkText.Identifiers(expected);
        var inTheRun = WalkText.Identifiers(output);
        if (inTheGuide.Count != inTheRun.Count)
        {
            return;
        }

        foreach (var (theirs, ours) in inTheGuide.Zip(inTheRun).Where(pair => pair.First != pair.Second))
        {
            _identifiers.TryAdd(theirs, ours);
        }
    }

    private string Prepared(string script)
        => _identifiers.Aggregate(WithFreePorts(script), (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal));

    private string WithFreePorts(string text) => LocalPort().Replace(text, match =>
    {
        if (!_ports.TryGetValue(match.Value, out var port))
        {
            _ports.Add(match.Value, port = FreePort());
        }

        return port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    });

    private string AsInTheGuide(string output)
        => _ports.Aggregate(output, (text, port) => text.Replace($":{port.Value}", $":{port.Key}", StringComparison.Ordinal))
            .Replace(_folder, "~", StringComparison.Ordinal);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static List<string> Lines(string text) => [.. WalkText.Normalize(text).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static bool IsAmong(List<string> wanted, List<string> lines)
    {
        var at = 0;
        return wanted.TrueForAll(line => (at = lines.FindIndex(at, present => present.Contains(line, StringComparison.Ordinal)) + 1) > 0);
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

    [GeneratedRegex(@"(?<=127\.0\.0\.1:|localhost:)\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LocalPort();
}

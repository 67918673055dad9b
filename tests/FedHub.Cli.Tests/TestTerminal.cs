using FedHub.Cli.Terminal;

namespace FedHub.Cli.Tests;

/// <summary>A terminal that keeps what was written.</summary>
internal sealed class TestTerminal : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public TestTerminal()
    {
        Terminal = new CliTerminal(TextReader.Null, _output, _error, isInteractive: false);
        Services = new CliServices(Terminal, TimeProvider.System);
    }

    public CliTerminal Terminal { get; }

    public CliServices Services { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public Task<int> RunAsync(params string[] args)
        => Cli.CommandLine.FedHubCommand.RunAsync(args, Services, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }
}

using System.Globalization;
using Spectre.Console;

namespace FedHub.Cli.Terminal;

/// <summary>Where a command reads and writes. Results go to <see cref="Output"/>, all else to <see cref="Error"/>.</summary>
internal sealed class CliTerminal(TextReader input, TextWriter output, TextWriter error, bool isInteractive)
{
    public TextReader Input { get; } = input;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>True when a person watches the output: only then it is redrawn in place.</summary>
    public bool IsInteractive { get; } = isInteractive;

    public static CliTerminal System()
        => new(Console.In, Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected);

    /// <summary>Draws tables and live views on the output.</summary>
    public IAnsiConsole CreateAnsiConsole() => CreateAnsiConsole(Output);

    /// <summary>Draws progress, which is no result, on the error stream.</summary>
    public IAnsiConsole CreateErrorAnsiConsole() => CreateAnsiConsole(Error);

    public void Say(string line) => Error.WriteLine(line);

    private IAnsiConsole CreateAnsiConsole(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!IsInteractive)
        {
            // A pipe has no width; wrapping at 80 columns would tear sentences that scripts search for.
            console.Profile.Width = 160;
        }

        return console;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"CliTerminal(interactive: {IsInteractive})");
}

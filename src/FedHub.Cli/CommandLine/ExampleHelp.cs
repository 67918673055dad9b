using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace FedHub.Cli.CommandLine;

/// <summary>Adds examples to the help of commands.</summary>
internal static class ExampleHelp
{
    private static readonly ConditionalWeakTable<Command, string[]> _examples = [];

    /// <summary>Shown at the end of the command's <c>--help</c>.</summary>
    public static void SetExamples(this Command command, params string[] examples) => _examples.AddOrUpdate(command, examples);

    /// <summary>The examples of a command; a test parses each of them.</summary>
    public static IReadOnlyList<string> ExamplesOf(Command command) => _examples.TryGetValue(command, out var examples) ? examples : [];

    /// <summary>Lets the root's help option, which all commands inherit, print the examples after the usual text.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is SynchronousCommandLineAction usual)
            {
                option.Action = new HelpWithExamples(usual);
            }
        }
    }

    private sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var status = usual.Invoke(parseResult);
            var examples = ExamplesOf(parseResult.CommandResult.Command);
            if (examples.Count > 0)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var example in examples)
                {
                    output.WriteLine("  " + example);
                }

                output.WriteLine();
            }

            return status;
        }
    }
}

using System.CommandLine;

namespace FedHub.Cli.Policy;

/// <summary><c>fedhub node policy</c>: who may ask what of this country, and what they are told.</summary>
internal static class PolicyCommand
{
    public static Command Create(CliServices services) => new("policy", "Who may ask what of this country, and what they are told.")
    {
        PolicyFileCommands.Check(services),
        PolicyFileCommands.Test(services),
        PolicyFileCommands.Schema(services),
        PolicyDiffCommand.Create(services),
        PolicyApplyCommand.Create(services),
        PolicyRunningCommands.Show(services),
        PolicyRunningCommands.History(services),
        PolicyRunningCommands.Confirm(services),
        PolicyRunningCommands.Withdraw(services),
    };

    /// <summary>Files or a folder of them.</summary>
    public static Argument<string[]> PathsArgument(string description, int min, int max)
    {
        // With a maximum of one, the parser would want a single value.
        var argument = new Argument<string[]>("path") { Description = description, Arity = new ArgumentArity(min, Math.Max(max, 2)) };
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Count > max)
            {
                result.AddError("Only one path is taken here.");
            }
        });
        return argument;
    }
}

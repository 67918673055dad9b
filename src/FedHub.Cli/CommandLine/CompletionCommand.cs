using System.CommandLine;

namespace FedHub.Cli.CommandLine;

/// <summary><c>fedhub completion SHELL</c>: prints the script that completes commands and options; the words come from <c>fedhub [suggest]</c>.</summary>
internal static class CompletionCommand
{
    private const string Bash =
        """
        _fedhub_complete() {
          local IFS=$'\n'
          COMPREPLY=($(fedhub "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
        }
        complete -o default -F _fedhub_complete fedhub
        """;

    private const string Zsh =
        """
        #compdef fedhub
        _fedhub() {
          local words_found
          words_found=("${(@f)$(fedhub "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- "${words_found[@]}"
        }
        compdef _fedhub fedhub
        """;

    public static Command Create(CliServices services)
    {
        var shell = new Argument<string>("shell") { Description = "bash or zsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", "Prints a script that completes commands and options in your shell.") { shell };
        command.SetExamples("fedhub completion bash > ~/.local/share/bash-completion/completions/fedhub", "source <(fedhub completion zsh)");
        command.SetBody(services, async (parsed, _) =>
        {
            await services.Terminal.Output.WriteLineAsync(parsed.GetValue(shell) is "zsh" ? Zsh : Bash);
            return ExitCode.Ok;
        });
        return command;
    }
}

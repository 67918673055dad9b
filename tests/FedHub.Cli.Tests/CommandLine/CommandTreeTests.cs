using System.CommandLine;
using FedHub.Cli.CommandLine;

namespace FedHub.Cli.Tests.CommandLine;

public sealed class CommandTreeTests : IDisposable
{
    private readonly TestTerminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Tree_EveryCommandAndOption_IsDescribed()
    {
        foreach (var command in AllCommands())
        {
            command.Description.ShouldNotBeNullOrWhiteSpace(command.Name);
            command.Options.ShouldAllBe(option => !string.IsNullOrWhiteSpace(option.Description));
        }
    }

    [Fact]
    public void Tree_EveryCommandThatDoesSomething_HasExamples()
        => AllCommands().Where(command => command.Subcommands.Count == 0).ShouldAllBe(command => ExampleHelp.ExamplesOf(command).Count > 0);

    [Fact]
    public void Examples_All_Parse()
    {
        var root = FedHubCommand.Create(_terminal.Services);
        foreach (var example in AllCommands().SelectMany(ExampleHelp.ExamplesOf))
        {
            // What the shell does with redirection and substitution is not the parser's.
            var line = example.Replace("source <(", "", StringComparison.Ordinal).Split('>', ')')[0];
            var errors = root.Parse(line["fedhub ".Length..]).Errors.Select(error => error.Message).Where(message => !message.Contains("does not exist", StringComparison.Ordinal));
            errors.ShouldBeEmpty(example);
        }
    }

    [Fact]
    public void Options_NoneTakesAPassphrase()
        => AllCommands().SelectMany(command => command.Options).Select(option => option.Name)
            .Where(name => name.Contains("pass", StringComparison.Ordinal) && name is not ("--passport" or "--passphrase-file" or "--password-file")).ShouldBeEmpty();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("keys")]
    [InlineData("search", "--purpose", "curiosity", "--legal-basis", "x", "--case", "y")]
    [InlineData("completion", "fish")]
    public async Task Run_WhatCannotBeParsed_IsAUsageError(params string[] args)
    {
        (await _terminal.RunAsync(args)).ShouldBe(2);
        _terminal.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Run_HelpOfACommand_EndsWithItsExamples()
    {
        (await _terminal.RunAsync("search", "--help")).ShouldBe(0);
        _terminal.Output.ShouldContain("Examples:");
        _terminal.Output.ShouldContain("fedhub search --passport");
    }

    [Fact]
    public async Task Run_Version_PrintsIt()
    {
        (await _terminal.RunAsync("--version")).ShouldBe(0);
        _terminal.Output.ShouldMatch(@"^\d+\.\d+\.\d+");
    }

    [Fact]
    public async Task Run_Suggest_CompletesCommands()
    {
        (await _terminal.RunAsync("[suggest:9]", "fedhub se")).ShouldBe(0);
        _terminal.Output.Split('\n', StringSplitOptions.TrimEntries).ShouldContain("search");
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _fedhub_complete fedhub")]
    [InlineData("zsh", "compdef _fedhub fedhub")]
    public async Task Completion_Shell_PrintsItsScript(string shell, string line)
    {
        (await _terminal.RunAsync("completion", shell)).ShouldBe(0);
        _terminal.Output.ShouldContain(line);
    }

    [Fact]
    public async Task Search_WithoutAProfile_SaysWhatToDo()
    {
        var status = await _terminal.RunAsync(
            "search", "--passport", "KAZ:N1", "--purpose", "investigation", "--legal-basis", "x", "--case", "y", "--profile", _folder.File("none"));

        status.ShouldBe(2);
        _terminal.Error.ShouldContain("fedhub officer enrol");
        _terminal.Error.ShouldNotContain("KAZ:N1");
    }

    [Fact]
    public async Task Search_Nothing_IsAUsageError()
    {
        (await _terminal.RunAsync("search", "--purpose", "investigation", "--legal-basis", "x", "--case", "y")).ShouldBe(2);
        _terminal.Error.ShouldContain("nothing to search for");
    }

    [Theory]
    [InlineData("node", "status")]
    [InlineData("hub", "status")]
    public async Task AdminCommand_NobodyListens_IsUnreachable(params string[] command)
    {
        (await _terminal.RunAsync([.. command, "--data", _folder.Path])).ShouldBe(3);
        _terminal.Error.ShouldContain("next:");
    }

    [Fact]
    public async Task Keys_File_PrintsThresholdsThenOneLineARow()
    {
        var file = _folder.Write("people.csv", "id,full_name,date_of_birth\n7,\"Surname, Given\",1980-01-02\n8,Somebody Else,\n");

        (await _terminal.RunAsync("keys", "--in", file)).ShouldBe(0);

        var lines = _terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("{\"ruleset\":\"");
        lines[0].ShouldContain("\"thresholds\":{\"A\":");
        lines[1].ShouldStartWith("{\"id\":\"7\",\"keys\":[{\"kind\":");
        lines[2].ShouldStartWith("{\"id\":\"8\",\"keys\":[]");
        _terminal.Error.ShouldContain("in clear");
        _terminal.Error.ShouldContain("2 rows, 1 without any key.");
    }

    [Fact]
    public async Task Keys_FileWithoutIdColumn_IsAUsageError()
    {
        (await _terminal.RunAsync("keys", "--in", _folder.Write("people.csv", "name\nX\n"))).ShouldBe(2);
        _terminal.Error.ShouldContain("no column id");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    private List<Command> AllCommands()
    {
        var all = new List<Command>();
        Collect(FedHubCommand.Create(_terminal.Services), all);
        return all;
    }

    private static void Collect(Command command, List<Command> all)
    {
        all.Add(command);
        foreach (var subcommand in command.Subcommands)
        {
            Collect(subcommand, all);
        }
    }
}

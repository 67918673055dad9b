using FedHub.Cli.Doctor;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Doctor;

public sealed class DoctorTests : IDisposable
{
    private static readonly Finding _ok = Finding.Ok("disk", "Fine.");
    private static readonly Finding _warning = Finding.Warning("clock-skew", "Ten seconds.", "Look.");
    private static readonly Finding _error = Finding.Error("key-unusable", "Gone.", "Put it back.");
    private static readonly Finding _unknown = Finding.NotChecked("process", "Does not run.", "Start it.");

    private readonly TestTerminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Status_Worst_DecidesIt()
    {
        DoctorReport.StatusOf([_ok], strict: false).ShouldBe(ExitCode.Ok);
        DoctorReport.StatusOf([_ok, _warning], strict: false).ShouldBe(ExitCode.Ok);
        DoctorReport.StatusOf([_ok, _warning], strict: true).ShouldBe(ExitCode.Refused);
        DoctorReport.StatusOf([_ok, _unknown], strict: false).ShouldBe(ExitCode.Partial);
        DoctorReport.StatusOf([_unknown, _error], strict: false).ShouldBe(ExitCode.Refused);
        DoctorReport.StatusOf([_error, Finding.Error("log-altered", "Altered.", "Stop.")], strict: false).ShouldBe(ExitCode.VerificationFailed);
        DoctorReport.StatusOf([_ok, Finding.NotChecked("canaries", "Not asked for.", "Ask.")], strict: true).ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task Write_Text_IsWorstFirstWithWhatToDo()
    {
        await DoctorReport.WriteAsync(_terminal.Terminal, [_ok, _warning, _error, _unknown], json: false, strict: false);

        _terminal.Output.ReplaceLineEndings("\n").ShouldBe(
            """
            ERROR       Gone.
                        do: Put it back.
            warning     Ten seconds.
                        do: Look.
            not checked Does not run.
                        do: Start it.
            ok          Fine.
            1 wrong, 1 warnings, 1 not checked, 1 in order.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Write_Json_IsALineForEach()
    {
        await DoctorReport.WriteAsync(_terminal.Terminal, [_error], json: true, strict: false);

        _terminal.Output.Trim().ShouldBe("""{"severity":"error","code":"key-unusable","what":"Gone.","do":"Put it back."}""");
    }

    [Fact]
    public async Task Run_FolderOfNeither_IsAUsageError()
    {
        (await _terminal.RunAsync("doctor", "--data", _folder.Path)).ShouldBe(2);
        _terminal.Error.ShouldContain("neither a node nor a hub");
    }

    [Theory]
    [InlineData("node.json", "doctor")]
    [InlineData("hub.json", "doctor")]
    public async Task Run_BrokenConfiguration_SaysWhatIsWrongAndWhatWasNotLookedAt(string file, string command)
    {
        _folder.Write(file, "{");

        (await _terminal.RunAsync(command, "--data", _folder.Path)).ShouldBe(1);
        _terminal.Output.ShouldContain("ERROR       " + file);
        _terminal.Output.ShouldContain("does not run on this folder");
    }

    [Fact]
    public async Task NodeDoctor_FolderThatIsNotThere_SaysSo()
    {
        (await _terminal.RunAsync("node", "doctor", "--data", _folder.File("nowhere"))).ShouldBe(1);
        _terminal.Output.ShouldContain("fedhub node init");
    }
}

using System.Diagnostics;

namespace FedHub.Cli.Tests.Engineering;

public sealed class SumTrxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task SumTrx_TwoGreenFiles_SumsThem()
    {
        Write("a.trx", "Completed", total: 3, executed: 3, passed: 3);
        Write("b.trx", "Completed", total: 4, executed: 4, passed: 4);

        (await RunAsync()).ShouldBe((0, "7 passed, 0 failed"));
    }

    [Fact]
    public async Task SumTrx_SkippedTest_IsNeitherPassedNorFailed()
    {
        Write("a.trx", "Completed", total: 3, executed: 2, passed: 2);

        (await RunAsync()).ShouldBe((0, "2 passed, 0 failed"));
    }

    [Fact]
    public async Task SumTrx_FailedTest_FailsAndIsCounted()
    {
        Write("a.trx", "Failed", total: 3, executed: 3, passed: 1);

        (await RunAsync()).ShouldBe((1, "1 passed, 2 failed"));
    }

    [Fact]
    public async Task SumTrx_NoFile_Fails() => (await RunAsync()).ShouldBe((1, "0 passed, 0 failed"));

    [Fact]
    public async Task SumTrx_HostThatCrashedAfterGreenTests_Fails()
    {
        Write("a.trx", "Failed", total: 3, executed: 3, passed: 3);

        (await RunAsync()).ShouldBe((1, "3 passed, 1 failed"));
    }

    [Fact]
    public async Task SumTrx_CutOffFile_Fails()
    {
        Write("a.trx", "Completed", total: 1, executed: 1, passed: 1);
        _folder.Write("b.trx", "<TestRun>");

        (await RunAsync()).ShouldBe((1, "1 passed, 1 failed"));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string outcome, int total, int executed, int passed) => _folder.Write(
        name,
        $"""
        <TestRun><ResultSummary outcome="{outcome}">
          <Counters total="{total}" executed="{executed}" passed="{passed}" failed="{executed - passed}" error="0" />
        </ResultSummary></TestRun>
        """);

    private async Task<(int Status, string LastLine)> RunAsync()
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(RepositoryRoot.Path, "eng", "sum-trx.sh"));
        start.ArgumentList.Add(_folder.Path);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (process.ExitCode, output.TrimEnd().Split('\n')[^1]);
    }
}

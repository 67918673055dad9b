using FedHub.Cli;
using FedHub.Cli.Demo.Setup;
using FedHub.Federation.Tests.Support;
using FedHub.Node;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Federation.Tests;

/// <summary>A node whose clock is off by an hour: it is told, or shown, for what it is; nobody takes it for a no-hit.</summary>
[Collection(SharedFederation.Name)]
public sealed class ClockTests(LiveFederation federation) : IAsyncLifetime
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    private readonly ShiftedTime _clock = new(TimeSpan.Zero);
    private NodeHost _node = null!;
    private DemoOfficer _officer = null!;

    /// <summary>The node starts with the right clock and takes part; then its clock goes wrong.</summary>
    public async Task InitializeAsync()
    {
        var files = federation.Files;
        _node = NodeHost.Create(files.ConfigurationOf("TJK"), _clock);
        await _node.StartAsync(CancellationToken.None).WaitAsync(Wait.Patience);
        var folders = LiveFederation.Running.Append("TJK").Select(files.NodeFolder).ToList();
        await new FederationReadiness(TimeProvider.System).WaitForNodesAsync(folders, CancellationToken.None).WaitAsync(Wait.Patience);
        await FederationBudgets.RaiseAsync(files.NodeFolder("TJK"), 1_000_000, CancellationToken.None);
        _officer = await DemoOfficer.EnrolAsync(files.GatewayOf("TJK"), files.Pki.CaFile, files.NodeFolder("TJK"), TimeProvider.System, CancellationToken.None);
        Searches.Summary(await federation.SearchAsync(Searches.Shared with { To = ["KGZ", "TJK"] })).ShouldBe("KGZ HIT A; TJK HIT A");
    }

    public async Task DisposeAsync()
    {
        _officer?.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task Asker_AnHourAhead_IsToldThatItsClockIsWrong()
    {
        _clock.Offset = _hour;

        var refused = await Should.ThrowAsync<RpcException>(() => LiveFederation.SearchAsync(_officer, Searches.Shared));

        RpcErrors.TryRead(refused, out var refusal).ShouldBeTrue();
        refusal!.Code.ShouldBe(ErrorCode.ClockSkew);
        refusal.Message.ShouldContain("clock");
        _clock.Offset = TimeSpan.Zero;
        Searches.Summary(await LiveFederation.SearchAsync(_officer, Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
    }

    [Fact]
    public async Task Asker_AnHourBehind_FindsNoFilterInForceAndSaysSo()
    {
        _clock.Offset = -_hour;

        var board = await LiveFederation.SearchAsync(_officer, Searches.Shared);

        Searches.Summary(board).ShouldBe("KGZ FILTER_UNAVAILABLE; UZB FILTER_UNAVAILABLE");
        board.NotFinal.ShouldBe(["KGZ", "UZB"]);
        board.ToExitCode().ShouldBe(ExitCode.Partial);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Owner_AnHourOff_IsExpiredAndNotFinalWhileTheOthersAnswer(int hours)
    {
        _clock.Offset = hours * _hour;

        var board = await federation.SearchAsync(Searches.Shared with { To = ["KGZ", "TJK"] });

        Searches.Summary(board).ShouldBe("KGZ HIT A; TJK EXPIRED");
        var words = hours > 0 ? "its clock is 60 minutes ahead of your node's" : "its clock is 60 minutes behind your node's";
        board.Verdicts.Where(verdict => verdict.Outcome == Outcome.Expired).ShouldAllBe(verdict => verdict.Message.Contains(words));
        board.NotFinal.ShouldBe(["TJK"]);
        board.ToExitCode().ShouldBe(ExitCode.Partial);
    }
}

using FedHub.Cli;
using FedHub.Cli.Demo.Setup;
using FedHub.Federation.Tests.Support;
using FedHub.Protocol;
using FedHub.Transparency;
using Grpc.Core;

namespace FedHub.Federation.Tests;

/// <summary>Budgets, purposes and suspension: each says what it is, and none of them is a no-hit.</summary>
[Collection(SharedFederation.Name)]
public sealed class LimitTests(LiveFederation federation)
{
    private const ulong Plenty = 1_000_000;

    [Fact]
    public async Task Search_OverTheBudgetAtTheHub_IsOverBudgetForAllAndOtherClassesGoOn()
    {
        await Budgets.LimitAtHubAsync(federation, "KAZ", 1);
        var refused = StoredLeaves.CountOf(federation.Files, AuditKind.BudgetRefused);

        var board = await federation.SearchAsync(Searches.Shared);
        var phone = await federation.SearchAsync(Searches.Phone(TestPeople.KyrgyzPhone));
        await Budgets.LimitAtHubAsync(federation, "KAZ", Plenty);

        Searches.Summary(board).ShouldBe("KGZ OVER_BUDGET; UZB OVER_BUDGET");
        board.NotFinal.ShouldBe(["KGZ", "UZB"]);
        board.ToExitCode().ShouldBe(ExitCode.Partial);
        board.Verdicts.ShouldAllBe(verdict => verdict.DueAt > DateTimeOffset.UtcNow);
        Searches.Summary(phone).ShouldBe("KGZ HIT C; UZB NO_HIT");
        StoredLeaves.CountOf(federation.Files, AuditKind.BudgetRefused).ShouldBeGreaterThan(refused);
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
    }

    [Fact]
    public async Task Search_OverTheBudgetOfOneOwner_IsOverBudgetThereAndAnsweredElsewhere()
    {
        await Budgets.LimitAtAsync(federation, "UZB", "KAZ", 1);
        var board = await federation.SearchAsync(Searches.Shared);
        await Budgets.LimitAtAsync(federation, "UZB", "KAZ", Plenty);

        Searches.Summary(board).ShouldBe("KGZ HIT A; UZB OVER_BUDGET");
        board.NotFinal.ShouldBe(["UZB"]);
        board.ToExitCode().ShouldBe(ExitCode.Partial);
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
    }

    [Fact]
    public async Task Search_ForAPurposeThatNoPolicyAdmits_IsNotAskedOfAnybody()
    {
        var asked = StoredLeaves.CountOf(federation.Files, AuditKind.QuerySubmitted);

        var board = await federation.SearchAsync(Searches.Shared with { Purpose = Purpose.Repatriation });

        Searches.Summary(board).ShouldBe("KGZ NOT_ASKED; UZB NOT_ASKED");
        board.NotFinal.ShouldBe(["KGZ", "UZB"]);
        board.ToExitCode().ShouldBe(ExitCode.Partial);
        StoredLeaves.CountOf(federation.Files, AuditKind.QuerySubmitted).ShouldBe(asked);
    }

    [Fact]
    public async Task Search_ForAPurposeThatOneCollectionDoesNotAdmit_DoesNotAskThatOne()
    {
        var board = await federation.SearchAsync(
            Searches.Name(TestPeople.VictimName, TestPeople.VictimBorn) with { Purpose = Purpose.BorderCheck });

        board.Verdicts.Where(verdict => verdict.Collection == "referral").ShouldAllBe(verdict => verdict.Outcome == Outcome.NotAsked);
        board.Verdicts.Where(verdict => verdict.Collection == "referral").Count().ShouldBe(2);
    }

    [Fact]
    public async Task Member_Suspended_NeitherAsksNorAnswersUntilItIsReadmitted()
    {
        using var uzbekOfficer = await DemoOfficer.EnrolAsync(
            federation.Files.GatewayOf("UZB"), federation.Files.Pki.CaFile, federation.Files.NodeFolder("UZB"), TimeProvider.System, CancellationToken.None);
        var uzbekSearch = Searches.Shared with { To = ["KGZ"] };
        Searches.Summary(await LiveFederation.SearchAsync(uzbekOfficer, uzbekSearch)).ShouldBe("KGZ HIT A");

        await federation.PublishEverywhereAsync(federation.Files.SignSuspension("UZB", suspended: true), "KAZ", "KGZ");
        var board = await federation.SearchAsync(Searches.Shared);
        var refused = await Should.ThrowAsync<RpcException>(() => LiveFederation.SearchAsync(uzbekOfficer, uzbekSearch));
        await federation.PublishAsync(federation.Files.SignSuspension("UZB", suspended: false));
        await federation.WaitReadyAsync();

        Searches.Summary(board).ShouldBe("KGZ HIT A; UZB NOT_ASKED");
        board.NotFinal.ShouldBe(["UZB"]);
        RpcErrors.TryRead(refused, out var refusal).ShouldBeTrue();
        refusal!.Code.ShouldBe(ErrorCode.Suspended);
        await Wait.UntilAsync(
            "the readmitted member answers and asks",
            async () => Searches.Summary(await federation.SearchAsync(Searches.Shared)) == "KGZ HIT A; UZB HIT A");
        Searches.Summary(await LiveFederation.SearchAsync(uzbekOfficer, uzbekSearch)).ShouldBe("KGZ HIT A");
    }
}

using FedHub.Cli;
using FedHub.Federation.Tests.Support;
using FedHub.Protocol;

namespace FedHub.Federation.Tests;

/// <summary>The federation when all is well: without these, the faults of the other tests would prove nothing.</summary>
[Collection(SharedFederation.Name)]
public sealed class SearchTests(LiveFederation federation)
{
    [Fact]
    public async Task Search_PassportThatBothHold_IsAHitOfBothAndComplete()
    {
        var board = await federation.SearchAsync(Searches.Shared);

        Searches.Summary(board).ShouldBe("KGZ HIT A; UZB HIT A");
        board.NotFinal.ShouldBeEmpty();
        board.ToExitCode().ShouldBe(ExitCode.Ok);
        board.LogIndex.ShouldNotBeNull();
    }

    [Fact]
    public async Task Search_NameInAnotherScript_IsAHitOfBoth()
        => Searches.Summary(await federation.SearchAsync(Searches.Name("Asanbekov Nurlan", TestPeople.KyrgyzBorn))).ShouldBe("KGZ HIT B; UZB HIT A");

    [Fact]
    public async Task Search_Phone_IsAHitOfItsOwnerAlone()
        => Searches.Summary(await federation.SearchAsync(Searches.Phone(TestPeople.KyrgyzPhone))).ShouldBe("KGZ HIT C; UZB NO_HIT");

    [Fact]
    public async Task Search_Victim_IsReferredAndNotListed()
    {
        var board = await federation.SearchAsync(
            Searches.Name(TestPeople.VictimName, TestPeople.VictimBorn) with { Purpose = Purpose.VictimIdentification });

        Searches.Of(board, "KGZ").ShouldContain(Outcome.Referred);
        board.Verdicts.SelectMany(verdict => verdict.Records).ShouldAllBe(record => record.Handle.Length == 0 && record.Summary.Count == 0);
    }

    [Fact]
    public async Task Search_PassportThatNobodyHolds_IsANoHitOfBothAndComplete()
    {
        var board = await federation.SearchAsync(Searches.Passport(TestPeople.NobodysPassport));

        Searches.Summary(board).ShouldBe("KGZ NO_HIT; UZB NO_HIT");
        board.ToExitCode().ShouldBe(ExitCode.Ok);
    }
}

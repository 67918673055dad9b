using FedHub.Cli.Search;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Search;

public sealed class SearchBoardTests
{
    [Fact]
    public void Board_CountryThatNeverAnswered_IsNotFinalAndThereforePartial()
    {
        var board = new SearchBoard(["KGZ", "UZB"]);
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.NoHit));
        board.Complete(["UZB"], [], TimeSpan.FromMilliseconds(5), logIndex: 3);

        board.NotFinal.ShouldBe(["KGZ"]);
        board.ToExitCode().ShouldBe(ExitCode.Partial);
        SearchSummary.Of(board).ShouldBe("1 of 2 countries have given a final verdict. NOT FINAL: KGZ. Do not read their silence as a no-hit.");
    }

    [Fact]
    public void Board_AllSayNoHit_IsOk()
    {
        var board = Completed(Verdicts.Of("UZB", "persons", Outcome.NoHit), Verdicts.Of("KGZ", "persons", Outcome.NoHit));

        board.ToExitCode().ShouldBe(ExitCode.Ok);
        SearchSummary.Of(board).ShouldBe("2 of 2 countries have given a final verdict.");
    }

    [Fact]
    public void Board_StreamBrokeOffBeforeTheEnd_IsPartial()
    {
        var board = new SearchBoard(["UZB"]);
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.NoHit));

        board.ToExitCode().ShouldBe(ExitCode.Partial);
    }

    [Theory]
    [InlineData(Outcome.UnderReview)]
    [InlineData(Outcome.Unreachable)]
    [InlineData(Outcome.Expired)]
    [InlineData(Outcome.Waiting)]
    [InlineData(Outcome.OverBudget)]
    [InlineData(Outcome.FilterUnavailable)]
    [InlineData(Outcome.FailedSelfTest)]
    [InlineData(Outcome.RuleSetMismatch)]
    [InlineData(Outcome.NotAsked)]
    public void Board_AnyOtherOutcome_IsPartial(Outcome outcome)
        => Completed(Verdicts.Of("UZB", "persons", outcome)).ToExitCode().ShouldBe(ExitCode.Partial);

    [Theory]
    [InlineData(Outcome.FailedVerification)]
    [InlineData(Outcome.LogForked)]
    public void Board_ProvenMisbehaviour_IsVerificationFailure(Outcome outcome)
        => Completed(Verdicts.Of("UZB", "persons", outcome), Verdicts.Of("KGZ", "persons", Outcome.Hit)).ToExitCode().ShouldBe(ExitCode.VerificationFailed);

    [Fact]
    public void Board_OneCollectionHoldsNothingOfTheKindAndTheOtherNoHit_IsFinal()
        => Completed(Verdicts.Of("UZB", "persons", Outcome.NoHit), Verdicts.OutOfScope("UZB", "objects")).NotFinal.ShouldBeEmpty();

    [Fact]
    public void Board_OneCollectionDoesNotAdmitAndTheOtherNoHit_IsFinal()
        => Completed(Verdicts.Of("UZB", "persons", Outcome.NoHit), Verdicts.Of("UZB", "referral", Outcome.NotAsked)).NotFinal.ShouldBeEmpty();

    [Fact]
    public void Board_OneCollectionCouldNotBeAskedForAllThatWasGiven_IsNotFinal()
        => Completed(Verdicts.Of("UZB", "persons", Outcome.NoHit), Verdicts.Of("UZB", "referral", Outcome.NotAsked) with { IsIncomplete = true })
            .NotFinal.ShouldBe(["UZB"]);

    [Fact]
    public void Board_AHitOfACollectionThatWasNotAskedForAllThatWasGiven_IsNotFinal()
        => Completed(Verdicts.Of("UZB", "persons", Outcome.Hit) with { IsIncomplete = true }).NotFinal.ShouldBe(["UZB"]);

    [Fact]
    public void Board_OnlyCollectionsThatHoldNothingOfTheKind_IsNotFinal() => Completed(Verdicts.OutOfScope("UZB", "objects")).NotFinal.ShouldBe(["UZB"]);

    [Fact]
    public void Board_OneCollectionUnreachableAndTheOtherHit_IsNotFinal()
        => Completed(Verdicts.Of("UZB", "persons", Outcome.Hit), Verdicts.Of("UZB", "referral", Outcome.Unreachable)).NotFinal.ShouldBe(["UZB"]);

    [Fact]
    public void Board_NodeSaysNotFinal_StaysNotFinalWhateverTheCollectionsSay()
    {
        var board = new SearchBoard(["UZB"]);
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.NoHit));
        board.Complete([], ["UZB"], TimeSpan.Zero, logIndex: null);

        board.NotFinal.ShouldBe(["UZB"]);
    }

    [Fact]
    public void Apply_LaterVerdictOnTheSameCollection_ReplacesTheEarlier()
    {
        var board = new SearchBoard(["UZB"]);
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.Waiting));
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.Hit));

        board.Verdicts.Select(verdict => verdict.Outcome).ShouldBe([Outcome.Hit]);
    }

    [Fact]
    public void Summary_APolicyKeptAPartFromBeingAsked_NamesTheCountry()
    {
        var board = new SearchBoard(["UZB"]);
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.NoHit));
        board.Complete(["UZB"], [], TimeSpan.FromMilliseconds(1), logIndex: 0, restricted: ["UZB"]);

        SearchSummary.Of(board).ShouldBe("1 of 1 countries have given a final verdict. By policy, a part was not asked of UZB; that part is not a no-hit.");
    }

    [Fact]
    public void Summary_NobodyAsked_SaysSo() => SearchSummary.Of(new SearchBoard([])).ShouldBe("No country was asked.");

    private static SearchBoard Completed(params CollectionVerdict[] verdicts)
    {
        var board = new SearchBoard(verdicts.Select(verdict => verdict.Member));
        foreach (var verdict in verdicts)
        {
            board.Apply(verdict);
        }

        board.Complete([], [], TimeSpan.FromMilliseconds(1), logIndex: 0);
        return board;
    }

    [Fact]
    public void ExitCode_OwnRecordsNotLookedInForAllThatWasGiven_IsPartial()
    {
        var board = new SearchBoard(["UZB"]);
        board.Apply(Verdicts.Of("UZB", "persons", Outcome.NoHit));
        board.Complete(["UZB"], [], TimeSpan.Zero, logIndex: 1);
        board.ToExitCode().ShouldBe(ExitCode.Ok);

        board.Apply(new OwnVerdicts("KAZ", [Verdicts.Of("KAZ", "persons", Outcome.FilterUnavailable)]));

        board.ToExitCode().ShouldBe(ExitCode.Partial);
        board.NotFinal.ShouldBeEmpty();
    }
}

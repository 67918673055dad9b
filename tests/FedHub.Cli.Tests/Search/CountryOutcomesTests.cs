using FedHub.Cli.Search;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Search;

public sealed class CountryOutcomesTests
{
    [Fact]
    public void Merge_EveryCollectionNoHit_IsNoHit()
        => Outcomes(Verdicts.Of("UZB", "persons", Outcome.NoHit), Verdicts.Of("UZB", "referral", Outcome.NoHit)).ShouldBe([Outcome.NoHit]);

    [Fact]
    public void Merge_HitAndNoHit_IsHit()
        => Outcomes(Verdicts.Of("UZB", "persons", Outcome.Hit), Verdicts.Of("UZB", "referral", Outcome.NoHit)).ShouldBe([Outcome.Hit]);

    [Fact]
    public void Merge_ReferredAndHit_AreTwoEntriesHitFirst()
        => Outcomes(Verdicts.Of("UZB", "a", Outcome.Referred), Verdicts.Of("UZB", "b", Outcome.Hit)).ShouldBe([Outcome.Hit, Outcome.Referred]);

    [Fact]
    public void Merge_NoHitAndAnOutcomeThatIsNotFinal_IsNeverNoHit()
    {
        foreach (var outcome in Enum.GetValues<Outcome>().Where(outcome => !OutcomeWords.IsFinal(outcome)))
        {
            Outcomes(Verdicts.Of("UZB", "a", Outcome.NoHit), Verdicts.Of("UZB", "b", outcome)).ShouldBe([outcome]);
        }
    }

    [Fact]
    public void Merge_HitAndUnreachable_ShowsBoth()
        => Outcomes(Verdicts.Of("UZB", "a", Outcome.Unreachable), Verdicts.Of("UZB", "b", Outcome.Hit)).ShouldBe([Outcome.Hit, Outcome.Unreachable]);

    [Fact]
    public void Merge_NoHitAndACollectionThatHoldsNothingOfTheKind_IsNoHit()
        => Outcomes(Verdicts.Of("UZB", "persons", Outcome.NoHit), Verdicts.OutOfScope("UZB", "objects")).ShouldBe([Outcome.NoHit]);

    [Fact]
    public void Merge_HitAndNotAsked_ShowsBoth()
        => Outcomes(Verdicts.Of("UZB", "persons", Outcome.Hit), Verdicts.Of("UZB", "referral", Outcome.NotAsked)).ShouldBe([Outcome.Hit, Outcome.NotAsked]);

    [Fact]
    public void Merge_OnlyCollectionsThatHoldNothingOfTheKind_IsNotAsked() => Outcomes(Verdicts.OutOfScope("UZB", "objects")).ShouldBe([Outcome.NotAsked]);

    [Fact]
    public void Merge_NothingAsked_IsNotAsked() => Outcomes(Verdicts.Of("UZB", "persons", Outcome.NotAsked)).ShouldBe([Outcome.NotAsked]);

    [Fact]
    public void Merge_NoVerdictAtAll_IsUnreachable() => Outcomes().ShouldBe([Outcome.Unreachable]);

    [Fact]
    public void Merge_TwoCollectionsHit_TakesTheBestGradeAndAllHandles()
    {
        var outcome = CountryOutcomes.Merge(
            "UZB", [Verdicts.Of("UZB", "a", Outcome.Hit, Grade.C, "01"), Verdicts.Of("UZB", "b", Outcome.Hit, Grade.A, "02", "01")]).Single();

        outcome.Grade.ShouldBe(Grade.A);
        outcome.Handles.ShouldBe(["01", "02"]);
        outcome.MatchedOn.ShouldBe(["document"]);
    }

    [Theory]
    [InlineData(Outcome.Referred)]
    [InlineData(Outcome.UnderReview)]
    public void Merge_RecordThatIsNotDisclosed_IsNeverListed(Outcome outcome)
        => CountryOutcomes.Merge("UZB", [Verdicts.Of("UZB", "a", outcome, Grade.A, "01")]).Single().Handles.ShouldBeEmpty();

    private static IEnumerable<Outcome> Outcomes(params CollectionVerdict[] verdicts)
        => CountryOutcomes.Merge("UZB", verdicts).Select(outcome => outcome.Outcome);
}

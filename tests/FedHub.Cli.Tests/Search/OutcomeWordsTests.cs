using FedHub.Cli.Search;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Search;

public sealed class OutcomeWordsTests
{
    [Fact]
    public void SentenceOf_EveryOutcome_HasOneOfItsOwn()
        => Enum.GetValues<Outcome>().Select(OutcomeWords.SentenceOf).Distinct().Count().ShouldBe(15);

    [Fact]
    public void IsFinal_OfTheClosedList_AreFour()
        => Enum.GetValues<Outcome>().Where(OutcomeWords.IsFinal).ShouldBe([Outcome.Hit, Outcome.Referred, Outcome.Refused, Outcome.NoHit]);

    [Fact]
    public void SentenceOf_WhateverMightBeReadAsNoHitButIsNone_SaysSo()
    {
        Outcome[] silent =
        [
            Outcome.NotAsked, Outcome.Unreachable, Outcome.Expired, Outcome.Waiting, Outcome.OverBudget, Outcome.FilterUnavailable,
            Outcome.FailedSelfTest, Outcome.RuleSetMismatch, Outcome.FailedVerification,
        ];

        silent.ShouldAllBe(outcome => OutcomeWords.SentenceOf(outcome).Contains("not a no-hit", StringComparison.Ordinal));
    }
}

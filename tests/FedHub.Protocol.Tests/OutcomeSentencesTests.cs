namespace FedHub.Protocol.Tests;

public sealed class OutcomeSentencesTests
{
    [Fact]
    public void Of_EveryOutcome_HasASentenceOfItsOwn()
    {
        var sentences = Enum.GetValues<Outcome>().Select(OutcomeSentences.Of).ToList();

        sentences.Count.ShouldBe(15);
        sentences.ShouldBeUnique();
        sentences.ShouldAllBe(sentence => sentence.EndsWith('.'));
    }

    [Fact]
    public void Of_WhateverMightBeReadAsNoHitButIsNone_SaysSo()
    {
        Outcome[] silent =
        [
            Outcome.NotAsked, Outcome.Unreachable, Outcome.Expired, Outcome.Waiting, Outcome.OverBudget, Outcome.FilterUnavailable,
            Outcome.FailedSelfTest, Outcome.RuleSetMismatch, Outcome.FailedVerification,
        ];

        silent.ShouldAllBe(outcome => OutcomeSentences.Of(outcome).Contains("not a no-hit", StringComparison.Ordinal));
    }
}

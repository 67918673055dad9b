using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Gateway;

public sealed class OutcomeMergerTests
{
    [Theory]
    [InlineData(Outcome.NoHit, Outcome.NoHit, Outcome.NoHit)]
    [InlineData(Outcome.NoHit, Outcome.NotAsked, Outcome.NotAsked)]
    [InlineData(Outcome.Hit, Outcome.NotAsked, Outcome.Hit)]
    [InlineData(Outcome.NotAsked, Outcome.NotAsked, Outcome.NotAsked)]
    [InlineData(Outcome.NoHit, Outcome.Unreachable, Outcome.Unreachable)]
    [InlineData(Outcome.NoHit, Outcome.Expired, Outcome.Expired)]
    [InlineData(Outcome.NoHit, Outcome.Waiting, Outcome.Waiting)]
    [InlineData(Outcome.NoHit, Outcome.OverBudget, Outcome.OverBudget)]
    [InlineData(Outcome.NoHit, Outcome.FilterUnavailable, Outcome.FilterUnavailable)]
    [InlineData(Outcome.NoHit, Outcome.FailedSelfTest, Outcome.FailedSelfTest)]
    [InlineData(Outcome.NoHit, Outcome.RuleSetMismatch, Outcome.RuleSetMismatch)]
    [InlineData(Outcome.NoHit, Outcome.FailedVerification, Outcome.FailedVerification)]
    [InlineData(Outcome.NoHit, Outcome.LogForked, Outcome.LogForked)]
    [InlineData(Outcome.NoHit, Outcome.Refused, Outcome.Refused)]
    [InlineData(Outcome.NotAsked, Outcome.Unreachable, Outcome.Unreachable)]
    [InlineData(Outcome.Unreachable, Outcome.FailedVerification, Outcome.FailedVerification)]
    [InlineData(Outcome.Hit, Outcome.FailedVerification, Outcome.Hit)]
    [InlineData(Outcome.Hit, Outcome.Referred, Outcome.Hit)]
    [InlineData(Outcome.Referred, Outcome.UnderReview, Outcome.Referred)]
    [InlineData(Outcome.UnderReview, Outcome.Refused, Outcome.UnderReview)]
    public void Merge_OfTwo_GivesTheGraver(Outcome left, Outcome right, Outcome expected)
    {
        OutcomeMerger.Merge([left, right]).ShouldBe(expected);
        OutcomeMerger.Merge([right, left]).ShouldBe(expected);
    }

    [Fact]
    public void Merge_OfNothing_IsNotAsked() => OutcomeMerger.Merge([]).ShouldBe(Outcome.NotAsked);

    [Theory]
    [InlineData(null, Outcome.NoHit)]
    [InlineData(Outcome.NoHit, Outcome.NoHit)]
    [InlineData(Outcome.Hit, Outcome.Hit)]
    [InlineData(Outcome.FailedVerification, Outcome.FailedVerification)]
    [InlineData(Outcome.FilterUnavailable, Outcome.FilterUnavailable)]
    public void Merge_OfAFoundSlot_IsWhatItsDisclosureCameTo(Outcome? disclosed, Outcome expected)
    {
        SlotVerdict[] slots = [new(IdentifierClass.Document, Outcome.Hit), new(IdentifierClass.Name, Outcome.NoHit)];

        OutcomeMerger.Merge(slots, disclosed).ShouldBe(expected);
    }

    [Theory]
    [InlineData(Outcome.Hit, true)]
    [InlineData(Outcome.Referred, true)]
    [InlineData(Outcome.Refused, true)]
    [InlineData(Outcome.NoHit, true)]
    [InlineData(Outcome.NotAsked, false)]
    [InlineData(Outcome.UnderReview, false)]
    [InlineData(Outcome.Unreachable, false)]
    [InlineData(Outcome.Expired, false)]
    [InlineData(Outcome.Waiting, false)]
    [InlineData(Outcome.OverBudget, false)]
    [InlineData(Outcome.FilterUnavailable, false)]
    [InlineData(Outcome.FailedSelfTest, false)]
    [InlineData(Outcome.RuleSetMismatch, false)]
    [InlineData(Outcome.FailedVerification, false)]
    [InlineData(Outcome.LogForked, false)]
    public void IsFinal_OfEachOutcome_IsAsWritten(Outcome outcome, bool expected) => OutcomeMerger.IsFinal(outcome).ShouldBe(expected);

    [Fact]
    public void Refusals_OfNoCode_AreANoHit()
    {
        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            RefusalOutcomes.Of(code).ShouldNotBeOneOf(Outcome.NoHit, Outcome.Hit, Outcome.NotAsked);
        }

        foreach (var reason in Enum.GetValues<SilenceReason>())
        {
            OutcomeMerger.IsFinal(RefusalOutcomes.Of(reason)).ShouldBeFalse();
        }
    }

    [Fact]
    public void Collection_WithAClassNotAskedBesideANoHit_IsNotAskedAndSaysByWhat()
    {
        SlotVerdict[] slots = [new(IdentifierClass.Document, Outcome.NoHit), new(IdentifierClass.Name, Outcome.NotAsked)];

        OutcomeMerger.Merge(slots, disclosed: null).ShouldBe(Outcome.NotAsked);
        CollectionSentence.Of(Outcome.NotAsked, slots).ShouldBe(
            "Not all that was given was asked: not, or not in full, by name. What was asked met no record. This is not a no-hit.");
    }

    [Fact]
    public void Sentence_OfAHitWithAClassNotAsked_SaysSo()
    {
        SlotVerdict[] slots = [new(IdentifierClass.Document, Outcome.Hit), new(IdentifierClass.Name, Outcome.NotAsked)];

        CollectionSentence.Of(Outcome.Hit, slots).ShouldBe("Holds a matching record; contact the desk. Not asked, or not in full, by name.");
    }

    [Theory]
    [InlineData(Outcome.Hit, "Holds a matching record; contact the desk. Not looked up by phone: there may be more.")]
    [InlineData(Outcome.Referred, "Knows the person; nothing is listed here. Contact the desk, and nobody else. Not looked up by phone: there may be more.")]
    [InlineData(Outcome.UnderReview, "Holds a record; a person there decides what to release. Not looked up by phone: there may be more.")]
    [InlineData(Outcome.Unreachable, "Did not answer in time. This is not a no-hit: search again later. Not looked up by phone.")]
    public void Sentence_WithASlotUnanswered_NamesItsClass(Outcome outcome, string expected)
    {
        SlotVerdict[] slots = [new(IdentifierClass.Document, Outcome.Hit), new(IdentifierClass.Phone, Outcome.Unreachable)];

        CollectionSentence.Of(outcome, slots).ShouldBe(expected);
    }

    [Fact]
    public void Sentence_OfAHitWithASlotRefused_SaysSo()
    {
        SlotVerdict[] slots = [new(IdentifierClass.Document, Outcome.Hit), new(IdentifierClass.Phone, Outcome.Refused)];

        CollectionSentence.Of(Outcome.Hit, slots).ShouldBe("Holds a matching record; contact the desk. Refused by phone.");
    }

    [Fact]
    public void Sentence_WhereNothingWasLookedUp_IsTheOutcomesOwn()
    {
        SlotVerdict[] slots = [new(IdentifierClass.Document, Outcome.Unreachable), new(IdentifierClass.Phone, Outcome.Unreachable)];

        CollectionSentence.Of(Outcome.Unreachable, slots).ShouldBe("Did not answer in time. This is not a no-hit: search again later.");
    }

    [Fact]
    public void Sentence_OfACollectionNotAsked_SaysWhetherThePolicyOrTheDetailsAreTheReason()
    {
        SlotVerdict[] denied = [new(IdentifierClass.Name, Outcome.NotAsked, IsDenied: true)];

        CollectionSentence.Of(Outcome.NotAsked, denied).ShouldBe("Was not asked: its policy does not allow this purpose. This is not a no-hit.");
        CollectionSentence.Of(Outcome.NotAsked, []).ShouldBe("Was not asked: nothing of what was given can be looked up here. This is not a no-hit.");
    }
}

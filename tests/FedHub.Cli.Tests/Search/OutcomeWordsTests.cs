using FedHub.Cli.Search;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Search;

public sealed class OutcomeWordsTests
{
    [Fact]
    public void IsFinal_OfTheClosedList_AreFour()
        => Enum.GetValues<Outcome>().Where(OutcomeWords.IsFinal).ShouldBe([Outcome.Hit, Outcome.Referred, Outcome.Refused, Outcome.NoHit]);
}

using FedHub.Node.AnswerLog;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Node.Tests.AnswerLog;

public sealed class RefusalAllowanceTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Flood_OfWhatCannotBeVerified_IsCutOffUntilTheNextMinute()
    {
        _clock.Offset = TimeSpan.FromSeconds(-(_clock.GetUtcNow().ToUnixTimeSeconds() % 60));
        var allowance = new RefusalAllowance(_clock, NullLogger<RefusalAllowance>.Instance);

        Enumerable.Range(0, 400).Count(_ => allowance.TryTake(3)).ShouldBe(400);
        allowance.TryTake(1).ShouldBeFalse();
        _clock.Offset += TimeSpan.FromMinutes(1);
        allowance.TryTake(64).ShouldBeTrue();
    }

    [Fact]
    public void Room_ThatIsTooSmallOnce_IsGoneForTheMinute()
    {
        var allowance = new RefusalAllowance(_clock, NullLogger<RefusalAllowance>.Instance);

        allowance.TryTake(RefusalAllowance.PerMinute + 1).ShouldBeFalse();
        allowance.TryTake(1).ShouldBeFalse();
    }
}

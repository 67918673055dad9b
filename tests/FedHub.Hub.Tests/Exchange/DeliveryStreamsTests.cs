using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub.Tests.Exchange;

public sealed class DeliveryStreamsTests
{
    private static readonly MemberId _uzb = MemberId.Parse("UZB");
    private static readonly Delivery _due = new DisclosureDue(Digest.Of("one"u8));

    private readonly DeliveryStreams _streams = new(TimeProvider.System, new HubLimits { StreamBacklog = 16 });

    [Fact]
    public async Task ReadAsync_AtTheStart_AsksToCatchUpFirst()
    {
        using var stream = _streams.Open(_uzb);
        _streams.Enqueue(_uzb, _due);

        (await TakeAsync(stream, 2)).ShouldBe([null, _due]);
    }

    [Fact]
    public async Task Enqueue_BeyondTheBacklog_AsksToCatchUpInsteadOfLosing()
    {
        using var stream = _streams.Open(_uzb);
        for (var i = 0; i < 17; i++)
        {
            stream.Enqueue(_due);
        }

        // One catch-up covers the start and the one that did not fit.
        var taken = await TakeAsync(stream, 17);
        taken.Count(delivery => delivery is null).ShouldBe(1);

        await using var reader = stream.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        for (var i = 0; i < 18; i++)
        {
            stream.Enqueue(_due);
        }

        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.ShouldBeNull();
    }

    [Fact]
    public async Task Open_ASecondTime_EndsTheFirst()
    {
        using var first = _streams.Open(_uzb);
        using var second = _streams.Open(_uzb);

        var ended = await Should.ThrowAsync<FedHubException>(() => TakeAsync(first, 2));
        ended.Refusal.Code.ShouldBe(ErrorCode.Unavailable);
        _streams.Remove(first);
        _streams.Find(_uzb).ShouldBeSameAs(second);
    }

    private static async Task<List<Delivery?>> TakeAsync(DeliveryStream stream, int count)
    {
        using var patience = new CancellationTokenSource(TestHub.Patience);
        var taken = new List<Delivery?>();
        await foreach (var delivery in stream.ReadAsync(patience.Token))
        {
            taken.Add(delivery);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }
}

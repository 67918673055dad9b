using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Hub.Tests.Exchange;

public sealed class LiveQueryTests
{
    private static readonly DateTimeOffset _start = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly SlotId _uzbDocument = SlotId.Parse("UZB/persons/document");
    private static readonly SlotId _uzbPhone = SlotId.Parse("UZB/persons/phone");
    private static readonly SlotId _kgzDocument = SlotId.Parse("KGZ/persons/document");
    private static readonly MemberId _uzb = MemberId.Parse("UZB");
    private static readonly MemberId _kgz = MemberId.Parse("KGZ");

    private readonly ManualClock _clock = new(_start);
    private readonly List<LiveQuery> _ended = [];

    [Fact]
    public async Task Interactive_AllAnswered_EndsWithAllAnswers()
    {
        using var query = Start(Urgency.Interactive, TimeSpan.FromSeconds(30));
        query.Answered(_kgzDocument);
        query.Answered(_uzbPhone);
        query.IsEnded.ShouldBeFalse();
        query.Answered(_uzbDocument);

        (await ReadAsync(query)).ShouldBe(
            [new SlotAnswered(_kgzDocument), new SlotAnswered(_uzbPhone), new SlotAnswered(_uzbDocument), new QueryEnded(3, 0)]);
        _ended.ShouldHaveSingleItem().ShouldBeSameAs(query);
    }

    [Fact]
    public async Task Interactive_DeadlinePasses_SilentMemberIsUnreachable()
    {
        using var query = Start(Urgency.Interactive, TimeSpan.FromSeconds(30));
        query.Answered(_kgzDocument);
        query.Answered(_uzbPhone);
        _clock.Advance(TimeSpan.FromSeconds(4.999));
        query.IsEnded.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.001));

        // UZB answered one of two slots: it still counts as unreachable, so that nobody takes the other for a no-hit.
        (await ReadAsync(query)).ShouldBe(
            [
                new SlotAnswered(_kgzDocument), new SlotAnswered(_uzbPhone),
                new MemberStateReached(_uzb, DeliveryState.Unreachable), new QueryEnded(2, 1),
            ]);
    }

    [Fact]
    public async Task Interactive_LifetimeShorterThanDeadline_EndsWithTheLifetime()
    {
        using var query = Start(Urgency.Interactive, TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(2));

        (await ReadAsync(query))[^1].ShouldBe(new QueryEnded(0, 3));
    }

    [Fact]
    public async Task Waiting_DeadlinePasses_MemberWaitsThenAnswers()
    {
        using var query = Start(Urgency.Waiting, TimeSpan.FromDays(7));
        _clock.Advance(TimeSpan.FromSeconds(5));
        query.IsEnded.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromDays(6));
        query.Answered(_uzbDocument);
        query.Answered(_uzbPhone);
        query.Answered(_kgzDocument);

        (await ReadAsync(query)).ShouldBe(
            [
                new MemberStateReached(_kgz, DeliveryState.Waiting), new MemberStateReached(_uzb, DeliveryState.Waiting),
                new SlotAnswered(_uzbDocument), new SlotAnswered(_uzbPhone), new SlotAnswered(_kgzDocument), new QueryEnded(3, 0),
            ]);
    }

    [Fact]
    public async Task Waiting_LifetimeEnds_MissingMembersExpire()
    {
        using var query = Start(Urgency.Waiting, TimeSpan.FromDays(1));
        query.Answered(_kgzDocument);
        _clock.Advance(TimeSpan.FromDays(1));

        (await ReadAsync(query))[^2..].ShouldBe([new MemberStateReached(_uzb, DeliveryState.Expired), new QueryEnded(1, 2)]);
    }

    [Fact]
    public async Task Suspend_OpenMember_EndsItsWait()
    {
        using var query = Start(Urgency.Waiting, TimeSpan.FromDays(1));
        query.Suspend(_uzb);
        query.Answered(_kgzDocument);

        (await ReadAsync(query)).ShouldBe(
            [new MemberStateReached(_uzb, DeliveryState.Suspended), new SlotAnswered(_kgzDocument), new QueryEnded(1, 2)]);
    }

    [Fact]
    public async Task Answered_TwiceOrUnasked_ChangesNothing()
    {
        using var query = Start(Urgency.Interactive, TimeSpan.FromSeconds(30));
        query.Answered(_kgzDocument);
        query.Answered(_kgzDocument);
        query.Answered(SlotId.Parse("KGZ/persons/phone"));
        _clock.Advance(TimeSpan.FromSeconds(5));

        (await ReadAsync(query))[^1].ShouldBe(new QueryEnded(1, 2));
    }

    [Fact]
    public async Task ReadAsync_SecondReaderLater_SeesTheSame()
    {
        using var query = Start(Urgency.Interactive, TimeSpan.FromSeconds(30));
        var early = ReadAsync(query);
        query.Answered(_kgzDocument);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var late = await ReadAsync(query);

        (await early).ShouldBe(late);
        late.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Restored_AfterDeadline_EndsAtOnceAndKeepsLateAnswer()
    {
        var stored = Stored(Urgency.Interactive, TimeSpan.FromSeconds(30)) with
        {
            Slots = [new QuerySlotState(_kgzDocument, true), new QuerySlotState(_uzbDocument, false), new QuerySlotState(_uzbPhone, false)],
        };
        _clock.Advance(TimeSpan.FromMinutes(1));
        using var query = new LiveQuery(stored, TimeSpan.FromSeconds(5), _clock, _ended.Add);
        query.Start();

        (await ReadAsync(query)).ShouldBe(
            [new SlotAnswered(_kgzDocument), new MemberStateReached(_uzb, DeliveryState.Unreachable), new QueryEnded(1, 2)]);
    }

    [Fact]
    public void AnyOrderOfEvents_LeavesNoMemberWithoutAVerdict()
    {
        // Each number is one step: an answer, a suspension or some time. Then the lifetime ends.
        Prop.ForAll<byte[]>(steps =>
        {
            var clock = new ManualClock(_start);
            var urgency = steps.Length % 2 == 0 ? Urgency.Interactive : Urgency.Waiting;
            using var query = new LiveQuery(Stored(urgency, TimeSpan.FromSeconds(30)), TimeSpan.FromSeconds(5), clock, _ => { });
            query.Start();
            foreach (var step in steps)
            {
                Step(query, clock, step);
            }

            clock.Advance(TimeSpan.FromSeconds(30));
            var events = ReadAsync(query).WaitAsync(TestHub.Patience).GetAwaiter().GetResult();
            var answered = events.OfType<SlotAnswered>().Select(answer => answer.Slot).ToList();
            var silent = events.OfType<MemberStateReached>().Where(reached => reached.State != DeliveryState.Waiting).Select(reached => reached.Member);
            SlotId[] asked = [_uzbDocument, _uzbPhone, _kgzDocument];
            answered.Distinct().Count().ShouldBe(answered.Count);
            asked.Except(answered).Select(slot => slot.Member).ShouldBeSubsetOf(silent);
            events[^1].ShouldBe(new QueryEnded(answered.Count, 3 - answered.Count));
            events.OfType<QueryEnded>().ShouldHaveSingleItem();
        }).QuickCheckThrowOnFailure();
    }

    private static void Step(LiveQuery query, ManualClock clock, byte step)
    {
        switch (step % 6)
        {
            case 0: query.Answered(_uzbDocument); break;
            case 1: query.Answered(_uzbPhone); break;
            case 2: query.Answered(_kgzDocument); break;
            case 3: query.Suspend(_kgz); break;
            default: clock.Advance(TimeSpan.FromSeconds(step % 4)); break;
        }
    }

    private static async Task<List<QueryEvent>> ReadAsync(LiveQuery query)
    {
        using var patience = new CancellationTokenSource(TestHub.Patience);
        var events = new List<QueryEvent>();
        await foreach (var happened in query.ReadAsync(patience.Token))
        {
            events.Add(happened);
        }

        return events;
    }

    private static StoredQuery Stored(Urgency urgency, TimeSpan lifetime) => new()
    {
        Key = new QueryKey(MemberId.Parse("KAZ"), QueryId.New(TimeProvider.System)),
        Digest = Digest.Of("query"u8),
        Urgency = urgency,
        AcceptedAt = _start,
        ExpiresAt = _start + lifetime,
        Receipt = new LogReceipt(0, Digest.Of("leaf"u8), IsNew: false),
        Completed = false,
        Slots = [new QuerySlotState(_uzbDocument, false), new QuerySlotState(_uzbPhone, false), new QuerySlotState(_kgzDocument, false)],
        Members = new Dictionary<MemberId, DeliveryState> { [_uzb] = DeliveryState.Pending, [_kgz] = DeliveryState.Pending },
    };

    private LiveQuery Start(Urgency urgency, TimeSpan lifetime)
    {
        var query = new LiveQuery(Stored(urgency, lifetime), TimeSpan.FromSeconds(5), _clock, _ended.Add);
        query.Start();
        return query;
    }
}

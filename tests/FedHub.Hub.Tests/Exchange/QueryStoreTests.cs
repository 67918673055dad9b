using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Google.Protobuf;

namespace FedHub.Hub.Tests.Exchange;

public sealed class QueryStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset _start = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _uzb = MemberId.Parse("UZB");

    private readonly TempDirectory _directory = new();
    private readonly ManualClock _clock = new(_start);
    private readonly TestPki _pki = new();
    private SqliteDatabase _database = null!;
    private QueryStore _store = null!;

    public Task InitializeAsync()
    {
        HubDatabase.Create(new HubDirectoryLayout(_directory.Path));
        Open();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Admit_ThenReopen_FindsAllOfIt()
    {
        var accepted = Accepted(new TestMember("KAZ", _pki), Slot("document"), Slot("phone"));
        var admission = await AdmitAsync(accepted);
        admission.IsNew.ShouldBeTrue();
        await ReopenAsync();

        var found = (await _store.FindAsync(accepted.Key, CancellationToken.None)).ShouldNotBeNull();
        found.Digest.ShouldBe(accepted.Query.Digest);
        found.AcceptedAt.ShouldBe(_start);
        found.ExpiresAt.ShouldBe(_start.AddDays(1));
        found.Completed.ShouldBeFalse();
        found.Slots.ShouldBe([new QuerySlotState(Slot("document"), false), new QuerySlotState(Slot("phone"), false)]);
        found.Members.ShouldBe(new Dictionary<MemberId, DeliveryState> { [_uzb] = DeliveryState.Waiting });
        found.Receipt.LeafHash.ShouldBe(admission.Query!.Receipt.LeafHash);
        (await _store.ListOpenAsync(CancellationToken.None)).ShouldBe([accepted.Key]);
        (await _store.ListDueAsync(_uzb, CancellationToken.None)).ShouldBe([accepted.Key]);
    }

    [Fact]
    public async Task Admit_ASecondTime_ChargesAndLogsNothing()
    {
        var accepted = Accepted(new TestMember("KAZ", _pki), Slot("document"));
        await AdmitAsync(accepted);
        var before = await CountAsync();
        var again = await AdmitAsync(accepted);

        again.IsNew.ShouldBeFalse();
        again.Query.ShouldNotBeNull();
        (await CountAsync()).ShouldBe(before);
        (await UsedAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task Admit_OfABulkScreening_ChargesTheBulkBudgetsAloneAndTheLogNamesIt()
    {
        var single = Accepted(new TestMember("KAZ", _pki), Slot("document"));
        var id = ScreeningId.New();
        var bulk = single with { Query = single.Query with { Screening = id } };
        await AdmitAsync(bulk);

        var used = (await _database.ReadAsync(connection => BudgetLedger.List(connection, null, _start), CancellationToken.None)).Where(budget => budget.Used > 0);
        used.Select(budget => (budget.Scope, budget.Used)).ShouldBe([(BudgetScope.BulkInvestigator, 8L), (BudgetScope.BulkAgency, 8L), (BudgetScope.BulkMember, 8L)]);
        DetailOf(bulk.Query).ShouldBe(id.ToString());
        DetailOf(single.Query).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeAnswers_OneUnasked_StoresNone()
    {
        var origin = new TestMember("KAZ", _pki);
        var accepted = Accepted(origin, Slot("document"));
        await AdmitAsync(accepted);
        var before = await CountAsync();

        await Should.ThrowAsync<FedHubException>(() => _store.TakeAnswersAsync(
            accepted.Key, [Answer(accepted, Slot("document")), Answer(accepted, Slot("phone"))], CancellationToken.None));
        (await CountAsync()).ShouldBe(before);
        (await _store.FindAnswerAsync(accepted.Key, Slot("document"), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task TakeAnswers_AllOfAMember_LeavesNothingToDeliver()
    {
        var accepted = Accepted(new TestMember("KAZ", _pki), Slot("document"), Slot("phone"));
        await AdmitAsync(accepted);
        await _store.TakeAnswersAsync(accepted.Key, [Answer(accepted, Slot("phone"))], CancellationToken.None);
        var delivery = (await _store.FindDeliveryAsync(accepted.Key, _uzb, CancellationToken.None)).ShouldNotBeNull();
        delivery.SealedParts.Count.ShouldBe(2);
        await _store.TakeAnswersAsync(accepted.Key, [Answer(accepted, Slot("document"))], CancellationToken.None);

        (await _store.FindDeliveryAsync(accepted.Key, _uzb, CancellationToken.None)).ShouldBeNull();
        (await _store.FindAsync(accepted.Key, CancellationToken.None))!.Slots
            .ShouldBe([new QuerySlotState(Slot("phone"), true), new QuerySlotState(Slot("document"), true)]);
    }

    [Fact]
    public async Task Complete_IsNoLongerOpenOrDue()
    {
        var accepted = Accepted(new TestMember("KAZ", _pki), Slot("document"));
        await AdmitAsync(accepted);
        await _store.CompleteAsync(accepted.Key, new Dictionary<MemberId, DeliveryState> { [_uzb] = DeliveryState.Expired });

        (await _store.ListOpenAsync(CancellationToken.None)).ShouldBeEmpty();
        (await _store.ListDueAsync(_uzb, CancellationToken.None)).ShouldBeEmpty();
        (await _store.FindAsync(accepted.Key, CancellationToken.None))!.Members[_uzb].ShouldBe(DeliveryState.Expired);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    private static string DetailOf(VerifiedQuery query)
    {
        AuditPayload.TryDecode(QueryEvents.Submitted(query, _start).Payload.Span, out var payload).ShouldBeTrue();
        return payload!.Details.Single(detail => detail.Name == "screening").Value;
    }

    private static SlotId Slot(string identifierClass) => SlotId.Parse("UZB/persons/" + identifierClass);

    private static ReturnedAnswer Answer(AcceptedQuery accepted, SlotId slot) => new(
        new VerifiedAnswer(accepted.Query.QueryId, accepted.Query.Digest, slot, null, Digest.Of("sealed"u8), _start), Digest.Of("statement"u8), [1, 2, 3]);

    private static AcceptedQuery Accepted(TestMember origin, params SlotId[] slots)
    {
        var message = TestQuery.Message(origin, _start, waiting: true, slots);
        QueryId.TryFromBytes(message.QueryId.Span, out var id).ShouldBeTrue();
        var parts = slots.Select(slot => new VerifiedPart(slot, new EpochNumber(1), 8, default, default)).ToList();
        var query = new VerifiedQuery(
            id, origin.Id, origin.Credential(_start), Protocol.Purpose.Investigation, "art. 1", default, Protocol.Urgency.Waiting,
            _start, _start.AddDays(1), TestQuery.RuleSet, 1, default, parts, Digest.Of(message.ToByteArray()));
        return new AcceptedQuery(query, [7], [.. slots.Select(slot => TestQuery.Sealed(slot).ToByteArray())]);
    }

    private Task<QueryAdmission> AdmitAsync(AcceptedQuery accepted) => _store.AdmitAsync(
        accepted, new Dictionary<MemberId, DeliveryState> { [_uzb] = DeliveryState.Waiting }, CancellationToken.None).WaitAsync(TestHub.Patience);

    private async Task<long> CountAsync() => await new SqliteLogStore(_database).CountAsync(CancellationToken.None);

    private async Task<long> UsedAsync() => (await _database.ReadAsync(connection => BudgetLedger.List(connection, null, _start), CancellationToken.None))
        .Single(budget => budget.Subject == "KAZ").Used;

    private void Open()
    {
        _database = HubDatabase.Open(new HubDirectoryLayout(_directory.Path));
        _store = new QueryStore(_database, _clock);
    }

    private async Task ReopenAsync()
    {
        await _database.DisposeAsync();
        Open();
    }
}

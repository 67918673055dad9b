using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Access;
using FedHub.Node.Gateway;
using FedHub.Node.Officers;
using FedHub.Node.Policy;
using FedHub.Node.Screenings;
using FedHub.Protocol;
using Officer = FedHub.Node.Officers.Officer;
using ScreeningState = FedHub.Node.Screenings.ScreeningState;

namespace FedHub.Node.Tests.Screenings;

/// <summary>Bulk screenings: approved by another person, asked only as approved, each row once, under budgets and policies of their own.</summary>
public sealed class ScreeningTests : IAsyncLifetime
{
    private const string Known = "KAZ:N1234567";
    private const string Nobody = "KAZ:N0000001";

    private readonly List<SigningKey> _keys = [];
    private TestFederation _federation = null!;
    private Officer _officer = null!;

    private NodeComponents Node => _federation.Asker;

    public async Task InitializeAsync()
    {
        _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,\n");
        _officer = await _federation.ApprovedOfficerAsync(Purpose.Investigation);
    }

    public async Task DisposeAsync()
    {
        _keys.ForEach(key => key.Dispose());
        await _federation.DisposeAsync();
    }

    [Fact]
    public async Task Request_MadeTwice_IsOneScreening_AndWithAnotherRowAnother()
    {
        var first = await RequestAsync(Known, Nobody);
        var second = await RequestAsync(Known, Nobody);
        var other = await RequestAsync(Known);

        second.Id.ShouldBe(first.Id);
        first.Decision.ShouldBe(ScreeningState.Requested);
        first.RowCount.ShouldBe(2);
        other.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task Database_HoldsNoRowAndNoCaseInTheClear()
    {
        await RequestAsync(Known);
        var blobs = Node.Database.Read(connection => Dapper.SqlMapper.Query<byte[]>(connection, "SELECT sealed FROM screening UNION ALL SELECT mac FROM screening_row").ToList());
        blobs.Count.ShouldBe(2);
        blobs.Count(blob => blob.AsSpan().IndexOf("N1234567"u8) >= 0 || blob.AsSpan().IndexOf("case 17"u8) >= 0).ShouldBe(0);
    }

    [Fact]
    public async Task Row_BeforeApproval_IsNotAsked()
    {
        var screening = await RequestAsync(Known);

        (await Should.ThrowAsync<FedHubException>(() => AdmitAsync(screening, 1, Known))).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Decision_OfWhoeverRequestedIt_IsRefused_AlsoUnderASecondEnrolment()
    {
        var screening = await RequestAsync(Known);
        var twin = await SupervisorAsync("4711", "twin");

        (await Should.ThrowAsync<FedHubException>(() => DecideAsync(NodeCaller.From(_officer), screening, approve: true))).Refusal.Code.ShouldBe(ErrorCode.RoleMissing);
        (await Should.ThrowAsync<FedHubException>(() => DecideAsync(twin, screening, approve: true))).Refusal.Code.ShouldBe(ErrorCode.RoleMissing);
        (await FindAsync(screening)).Decision.ShouldBe(ScreeningState.Requested);
    }

    [Fact]
    public async Task Decision_IsStatedToTheLog_AndTheFirstStands()
    {
        var screening = await RequestAsync(Known, Nobody);
        var supervisor = await SupervisorAsync();

        await DecideAsync(supervisor, screening, approve: true);
        await DecideAsync(supervisor, screening, approve: true);
        (await Should.ThrowAsync<FedHubException>(() => DecideAsync(supervisor, screening, approve: false))).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);

        await Node.Statements.FlushAsync(CancellationToken.None);
        var statement = _federation.Hub.Statements.Select(logged => System.Text.Encoding.UTF8.GetString(logged.Statement.Payload.Span))
            .Single(text => text.Contains("screening-decided", StringComparison.Ordinal));
        statement.ShouldContain($"\"screening\":\"{screening.Id}\"");
        statement.ShouldContain("\"rows\":2,\"decision\":\"approved\"");
        statement.ShouldContain($"\"by\":\"{supervisor.Name}\"");
    }

    [Fact]
    public async Task Screening_OfAnotherAgency_DoesNotExistForASupervisor()
    {
        var screening = await RequestAsync(Known);
        var supervisor = await SupervisorAsync("99", "customs officer", agency: "customs");

        (await Should.ThrowAsync<FedHubException>(() => Node.Screenings.FindAsync(supervisor, supervisor.Officer!, screening.Id, CancellationToken.None)))
            .Refusal.Code.ShouldBe(ErrorCode.NotFound);
        (await Node.Screenings.ListAsync(supervisor, supervisor.Officer!, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, Nobody, "case 17")]
    [InlineData(2, Known, "case 17")]
    [InlineData(3, Known, "case 17")]
    [InlineData(1, Known, "case 18")]
    public async Task Row_OtherThanAsApproved_IsNotAsked(uint row, string passport, string caseReference)
    {
        var screening = await ApprovedAsync(Known, Nobody);

        (await Should.ThrowAsync<FedHubException>(() => AdmitAsync(screening, row, passport, caseReference))).Refusal.Code.ShouldBe(ErrorCode.NotAdmitted);
    }

    [Fact]
    public async Task Screening_AWeekAfterItsApproval_IsOver()
    {
        var screening = await ApprovedAsync(Known);
        _federation.Clock.Offset = TimeSpan.FromDays(8);

        (await FindAsync(screening)).StateAt(_federation.Clock.GetUtcNow()).ShouldBe(ScreeningState.Ended);
        (await Should.ThrowAsync<FedHubException>(() => AdmitAsync(screening, 1, Known))).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Row_OfAnOwnerWhosePolicySaysNothingOfBulk_IsNotAskedThereAndNeverANoHit()
    {
        var screening = await ApprovedAsync(Known);
        var search = await PrepareAsync(screening, 1, Known);

        var events = await _federation.RunAsync(search);

        _federation.Hub.Deliveries.ShouldBeEmpty();
        events.OfType<CollectionResult>().ShouldAllBe(result => result.Outcome == Outcome.NotAsked && result.IsDenied);
        events.OfType<OwnRecordsSearched>().Single().Results.ShouldAllBe(result => result.Outcome == Outcome.NotAsked);
    }

    [Fact]
    public async Task Row_WhereBulkIsAdmitted_IsAskedAndUsesTheBulkBudgetsAlone()
    {
        await AdmitBulkAsync();
        var screening = await ApprovedAsync(Known);

        var events = await _federation.RunAsync(await PrepareAsync(screening, 1, Known));

        events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.Hit);
        events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "referral").Outcome.ShouldBe(Outcome.NotAsked);
        var used = (await _federation.Owner.Budgets.ListAsync(CancellationToken.None)).Where(budget => budget.Used > 0).ToList();
        used.Select(budget => budget.Scope).Order().ShouldBe([BudgetScope.BulkInvestigator, BudgetScope.BulkAgency, BudgetScope.BulkMember]);
        used.ShouldAllBe(budget => budget.Used == 8);
    }

    [Fact]
    public async Task Row_WithAUsedUpBulkBudgetAtTheOwner_IsOverBudget_WhileSingleSearchesAreAnswered()
    {
        await AdmitBulkAsync();
        await _federation.Owner.Budgets.ChangeAsync(new BudgetUse(BudgetScope.BulkMember, "*", IdentifierClass.Document, 0, 0), "operator", CancellationToken.None);
        var screening = await ApprovedAsync(Known);

        var events = await _federation.RunAsync(await PrepareAsync(screening, 1, Known));
        var single = await _federation.RunAsync((await Node.Preparer.PrepareAsync(
            await Node.Credentials.ForSearchAsync(_officer, Purpose.Investigation, CancellationToken.None), Order(Known), CancellationToken.None)).Search!);

        events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.OverBudget);
        single.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.Hit);
    }

    [Fact]
    public async Task Row_AskedBefore_IsNotAskedAgain_AndOneThatWasOnlyPreparedIs()
    {
        await AdmitBulkAsync();
        var screening = await ApprovedAsync(Known);
        var dropped = await PrepareAsync(screening, 1, Known);
        var asked = await PrepareAsync(screening, 1, Known);

        // The first was prepared by a command that is gone: it can no longer be signed.
        (await Should.ThrowAsync<FedHubException>(() => _federation.RunAsync(dropped))).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        await _federation.RunAsync(asked);

        (await Should.ThrowAsync<FedHubException>(() => AdmitAsync(screening, 1, Known))).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        var row = (await Node.Screenings.RowsAsync(screening.Id, CancellationToken.None)).ShouldHaveSingleItem();
        row.IsAsked.ShouldBeTrue();
        row.QueryId.ShouldBe(asked.QueryId);
        (await FindAsync(screening)).AskedCount.ShouldBe(1);
        _federation.Hub.Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Row_ThatTheHubNeverTook_IsAskedAgain()
    {
        await AdmitBulkAsync();
        var screening = await ApprovedAsync(Known);
        _federation.Hub.OnQuery = () => new FedHubException(ErrorCode.OverBudget, "used up");
        var events = await _federation.RunAsync(await PrepareAsync(screening, 1, Known));
        events.OfType<CollectionResult>().Where(result => !result.IsDenied && !result.IsOutOfScope).ShouldAllBe(result => result.Outcome == Outcome.OverBudget);
        (await Node.Screenings.RowsAsync(screening.Id, CancellationToken.None)).ShouldHaveSingleItem().IsAsked.ShouldBeFalse();

        _federation.Hub.OnQuery = null;
        var again = await _federation.RunAsync(await PrepareAsync(screening, 1, Known));

        again.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.Hit);
    }

    private static SearchOrder Order(string passport, ScreeningId? screening = null)
        => new(new Criteria(new MatchSubject { Documents = [passport] }, null), Purpose.Investigation, "Art. 1", "case 17", [], AsTyped: false) { Screening = screening };

    private static PrepareSearchRequest Row(BulkScreening screening, uint number, string passport, string caseReference = "case 17") => new()
    {
        Criteria = new SearchCriteria { Documents = { passport } },
        Purpose = Contracts.Common.V1.Purpose.Investigation,
        LegalBasis = "Art. 1",
        CaseReference = caseReference,
        ScreeningId = Google.Protobuf.ByteString.CopyFrom(screening.Id.ToArray()),
        ScreeningRow = number,
    };

    private Task<BulkScreening> RequestAsync(params string[] passports)
    {
        var request = new RequestScreeningRequest { Purpose = Contracts.Common.V1.Purpose.Investigation, LegalBasis = "Art. 1", CaseReference = "case 17" };
        request.Rows.AddRange(passports.Select(passport => new SearchCriteria { Documents = { passport } }));
        return Node.Screenings.RequestAsync(_officer, request, CancellationToken.None);
    }

    private async Task<BulkScreening> ApprovedAsync(params string[] passports)
        => await DecideAsync(await SupervisorAsync(), await RequestAsync(passports), approve: true);

    private Task<BulkScreening> DecideAsync(NodeCaller caller, BulkScreening screening, bool approve)
        => Node.Screenings.DecideAsync(caller, screening, approve, "because", CancellationToken.None);

    private async Task<BulkScreening> FindAsync(BulkScreening screening)
        => await Node.Screenings.FindAsync(NodeCaller.From(_officer), _officer, screening.Id, CancellationToken.None);

    private Task<ScreeningId?> AdmitAsync(BulkScreening screening, uint row, string passport, string caseReference = "case 17")
        => Node.ScreeningGate.AdmitAsync(_officer, Row(screening, row, passport, caseReference), CancellationToken.None);

    private async Task<PreparedSearch> PrepareAsync(BulkScreening screening, uint row, string passport)
    {
        var id = await AdmitAsync(screening, row, passport);
        var preparation = await Node.Preparer.PrepareAsync(
            await Node.Credentials.ForSearchAsync(_officer, Purpose.Investigation, CancellationToken.None), Order(passport, id), CancellationToken.None);
        await Node.ScreeningGate.PreparedAsync(screening.Id, row, preparation.Search!.QueryId, CancellationToken.None);
        return preparation.Search;
    }

    private async Task<NodeCaller> SupervisorAsync(string serviceNumber = "9000", string tls = "supervisor's tls key", string agency = "police")
    {
        var key = SigningKey.Generate();
        _keys.Add(key);
        var tlsKey = Digest.Of(System.Text.Encoding.UTF8.GetBytes(tls));
        var enrolled = await Node.Officers.EnrolAsync(tlsKey, key.PublicKey, key.Sign(OfficerRegister.EnrolmentBytes(tlsKey)), agency, serviceNumber, CancellationToken.None);
        return NodeCaller.From(await Node.Officers.ApproveAsync(
            NodeCaller.Operator, enrolled.OfficerId, enrolled.Fingerprint, [OfficerRole.Supervisor], [], CancellationToken.None));
    }

    /// <summary>The owner's persons admit bulk screenings from now on; its other collections do not.</summary>
    private async Task AdmitBulkAsync()
    {
        var owner = _federation.Owner;
        var files = owner.Policies.InForce.Files.ToDictionary(file => file.Key, file => file.Value);
        files["persons.yaml"] = files["persons.yaml"].Replace("- members: all", "- members: all\n    bulk: true", StringComparison.Ordinal);
        owner.Policies.Replace(PolicySet.Read(files));
        await owner.Epochs.EnsureCurrentAsync(CancellationToken.None);
        await owner.Sync.PublishAsync(CancellationToken.None);
        await Node.Filters.SyncAsync(CancellationToken.None);
    }
}

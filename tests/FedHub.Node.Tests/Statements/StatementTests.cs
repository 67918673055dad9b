using System.Text.Json;
using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Access;
using FedHub.Node.Gateway;
using FedHub.Node.Officers;
using FedHub.Node.Policy;
using FedHub.Node.Statements;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Statements;

public sealed class StatementTests : IAsyncLifetime
{
    private static readonly string[] _sensitive = ["4711", "Serikov", "N1234567", "77011234567", "case 17"];

    private TestFederation _federation = null!;

    private CancellationToken Patience { get; } = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public async Task InitializeAsync() => _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,+77011234567\n");

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Fact]
    public async Task FirstSearch_StatesApprovalAndCredentialBeforeItsQuery()
    {
        var search = (await PrepareAsync()).Search!;
        _federation.Hub.Statements.ShouldBeEmpty();
        _federation.Hub.OnAnswer = answer =>
        {
            Kinds().ShouldBe(["administrator-action", "credential-issued"]);
            return answer;
        };

        await _federation.RunAsync(search);

        var issued = Stated("credential-issued").Single();
        issued.GetProperty("credentialId").GetString().ShouldBe(Convert.ToHexStringLower(search.CredentialId.Span));
        issued.GetProperty("v").GetInt32().ShouldBe(1);
        issued.GetProperty("agency").GetString().ShouldBe("police");
        Stated("administrator-action").Single().GetProperty("action").GetString().ShouldBe("officer-approved");
    }

    [Fact]
    public async Task Statements_AreSignedByTheNode()
    {
        await PrepareAsync();
        await _federation.Asker.Statements.FlushAsync(Patience);

        _federation.Hub.Statements.ShouldNotBeEmpty();
        foreach (var logged in _federation.Hub.Statements)
        {
            logged.Member.ShouldBe(TestFederation.Kaz);
            logged.Statement.Verify(PayloadTypes.Statement, [_federation.Asker.Keys.SigningKey.PublicKey]).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task ManySearches_StateOneCredential()
    {
        for (var i = 0; i < 3; i++)
        {
            await _federation.RunAsync((await PrepareAsync()).Search!);
        }

        Stated("credential-issued").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Credential_AfterARestart_IsUsedAgain()
    {
        var officer = await _federation.ApprovedOfficerAsync();
        var before = await _federation.Asker.Credentials.ForSearchAsync(officer, Purpose.Investigation, Patience);
        using var restarted = new CredentialIssuer(TestFederation.Kaz, () => _federation.Asker.Keys.SigningKey, _federation.Asker.Outbox, _federation.Clock);

        var after = await restarted.ForSearchAsync(officer, Purpose.Investigation, Patience);

        after.Credential.Credential.CredentialId.ToArray().ShouldBe(before.Credential.Credential.CredentialId.ToArray());
    }

    [Fact]
    public async Task Credential_NearItsEnd_IsReplacedByANewOne()
    {
        var officer = await _federation.ApprovedOfficerAsync();
        var first = await _federation.Asker.Credentials.ForSearchAsync(officer, Purpose.Investigation, Patience);
        _federation.Clock.Offset = TimeSpan.FromHours(11.5);

        var second = await _federation.Asker.Credentials.ForSearchAsync(officer, Purpose.Investigation, Patience);

        second.Credential.Credential.CredentialId.ToArray().ShouldNotBe(first.Credential.Credential.CredentialId.ToArray());
        second.Credential.Credential.ExpiresAt.ShouldBeGreaterThan(first.Credential.Credential.ExpiresAt.AddHours(11));
    }

    [Fact]
    public async Task SelfTests_OfAllSlots_StateOneCredential()
    {
        (await _federation.Asker.SelfTester.RunAsync(Patience)).ShouldAllBe(result => result.Passed == true);
        (await _federation.Asker.SelfTester.RunAsync(Patience)).ShouldAllBe(result => result.Passed == true);

        Stated("credential-issued").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Suspension_RevokesEveryLiveCredentialAndStopsPreparedSearches()
    {
        var officer = await _federation.ApprovedOfficerAsync();
        var older = await _federation.Asker.Credentials.ForSearchAsync(officer, Purpose.Investigation, Patience);
        _federation.Clock.Offset = TimeSpan.FromHours(11.5);
        var search = (await PrepareAsync()).Search!;

        var (suspended, _) = await _federation.Asker.Officers.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.Left, Patience);

        (await Should.ThrowAsync<FedHubException>(() => _federation.RunAsync(search))).Refusal.Code.ShouldBe(ErrorCode.CredentialInvalid);
        (await Should.ThrowAsync<FedHubException>(() => _federation.Asker.Credentials.ForSearchAsync(suspended, Purpose.Investigation, Patience)))
            .Refusal.Code.ShouldBe(ErrorCode.RoleMissing);
        await _federation.Asker.Statements.FlushAsync(Patience);
        Kinds().ShouldBe(
            ["administrator-action", "credential-issued", "credential-issued", "administrator-action", "credential-revoked", "credential-revoked"]);
        Stated("credential-revoked").Select(revoked => revoked.GetProperty("credentialId").GetString()).ShouldBe(
        [
            Convert.ToHexStringLower(older.Credential.Credential.CredentialId.Span), Convert.ToHexStringLower(search.CredentialId.Span),
        ]);
    }

    [Fact]
    public async Task Suspension_OfWhatIsSuspended_StatesNothingMore()
    {
        var officer = await _federation.ApprovedOfficerAsync();
        await _federation.Asker.Officers.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.Left, Patience);
        await _federation.Asker.Officers.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.Left, Patience);
        await _federation.Asker.Statements.FlushAsync(Patience);

        Stated("administrator-action").Select(stated => stated.GetProperty("action").GetString()).ShouldBe(["officer-approved", "officer-suspended"]);
    }

    [Fact]
    public async Task Credential_ForAnOfficerSuspendedMeanwhile_IsNotIssued()
    {
        var approved = await _federation.ApprovedOfficerAsync();
        await _federation.Asker.Officers.SuspendAsync(NodeCaller.Operator, approved.OfficerId, SuspensionReason.Left, Patience);

        (await Should.ThrowAsync<FedHubException>(() => _federation.Asker.Credentials.ForSearchAsync(approved, Purpose.Investigation, Patience)))
            .Refusal.Code.ShouldBe(ErrorCode.RoleMissing);
        Waiting().ShouldBe(2);
    }

    [Fact]
    public async Task HubOutOfReach_StatementsWaitInOrderAndKeepTheirKeys()
    {
        await PrepareAsync();
        var tried = new List<string>();
        _federation.Hub.OnStatement = kind =>
        {
            tried.Add(kind);
            return kind == "credential-issued" && tried.Count < 3 ? ErrorCode.Unavailable : null;
        };

        await Should.ThrowAsync<FedHubException>(() => _federation.Asker.Statements.FlushAsync(Patience));
        Waiting().ShouldBe(1);
        await _federation.Asker.Statements.FlushAsync(Patience);

        tried.ShouldBe(["administrator-action", "credential-issued", "credential-issued"]);
        Kinds().ShouldBe(["administrator-action", "credential-issued"]);
        Waiting().ShouldBe(0);
    }

    [Fact]
    public async Task CredentialThatTheLogDoesNotTake_LetsNoQueryLeave()
    {
        var search = (await PrepareAsync()).Search!;
        _federation.Hub.OnStatement = _ => ErrorCode.Suspended;
        var before = _federation.Hub.Deliveries.Count;

        (await Should.ThrowAsync<FedHubException>(() => _federation.RunAsync(search))).Refusal.Code.ShouldBe(ErrorCode.Suspended);

        _federation.Hub.Deliveries.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Loop_SendsWhatIsAddedWhileItRuns()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _federation.Hub.OnStatement = _ =>
        {
            taken.TrySetResult();
            return null;
        };
        using var stop = new CancellationTokenSource();
        var loop = _federation.Owner.Statements.RunAsync(stop.Token);

        await _federation.Owner.Budgets.ChangeAsync(new BudgetUse(BudgetScope.Agency, "KAZ/police", IdentifierClass.Phone, 7, 0), NodeCaller.OperatorName, Patience);

        await taken.Task.WaitAsync(Patience);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => loop.WaitAsync(Patience));
    }

    [Fact]
    public async Task BudgetSet_IsStated()
    {
        await _federation.Owner.Budgets.ChangeAsync(new BudgetUse(BudgetScope.SelfTest, "*", IdentifierClass.Phone, 7, 0), NodeCaller.OperatorName, Patience);
        await _federation.Owner.Statements.FlushAsync(Patience);

        var stated = Stated("administrator-action").Single();
        stated.GetProperty("action").GetString().ShouldBe("budget-set");
        stated.GetProperty("scope").GetString().ShouldBe("self-test");
        stated.GetProperty("subject").GetString().ShouldBe("*");
        stated.GetProperty("class").GetString().ShouldBe("phone");
        stated.GetProperty("limit").GetInt64().ShouldBe(7);
    }

    [Fact]
    public async Task EpochStarted_IsStatedOnceForAllSlots()
    {
        var count = await _federation.Owner.Epochs.StartNextAsync(
            (connection, slots) => StatementTable.Add(connection, StatementPayloads.EpochStarted(slots, _federation.Clock.GetUtcNow())), Patience);
        await _federation.Owner.Statements.FlushAsync(Patience);

        var stated = Stated("administrator-action").Single();
        stated.GetProperty("action").GetString().ShouldBe("epoch-started");
        stated.GetProperty("slots").GetInt32().ShouldBe(count);
    }

    [Fact]
    public void PolicyDigest_OfEachFile_Counts()
    {
        var layout = _federation.Owner.Configuration.Layout;
        var before = CollectionPolicies.Load(layout).Digest;
        before.ShouldBe(_federation.Owner.Policies.Digest);

        File.AppendAllText(Path.Combine(layout.PolicyDirectory, "objects.yaml"), "# changed\n");

        CollectionPolicies.Load(layout).Digest.ShouldNotBe(before);
    }

    [Fact]
    public async Task Statements_HoldNoServiceNumberNameOrIdentifier()
    {
        await _federation.RunAsync((await PrepareAsync()).Search!);
        var officer = await _federation.ApprovedOfficerAsync(Purpose.BorderCheck);
        await _federation.Asker.Officers.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.Left, Patience);
        await _federation.Asker.Statements.FlushAsync(Patience);

        _federation.Hub.Statements.Count.ShouldBe(5);
        foreach (var text in _sensitive)
        {
            _federation.Hub.Statements.ShouldAllBe(logged => !logged.Json.Contains(text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private Task<Preparation> PrepareAsync() => _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] });

    private List<string> Kinds() => [.. _federation.Hub.Statements.Select(logged => logged.Kind)];

    private List<JsonElement> Stated(string kind) =>
    [
        .. _federation.Hub.Statements.Where(logged => logged.Kind == kind).Select(logged => JsonDocument.Parse(logged.Statement.Payload).RootElement),
    ];

    private long Waiting() => _federation.Asker.Database.Read(connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM statement_outbox"));
}

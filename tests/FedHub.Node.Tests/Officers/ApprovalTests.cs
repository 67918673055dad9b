using FedHub.Cryptography;
using FedHub.Node.Access;
using FedHub.Node.Officers;
using FedHub.Node.Statements;
using FedHub.Node.Tests.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Officers;

/// <summary>Who may give which rights to whom.</summary>
public sealed class ApprovalTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly RunningCalls _running = new();
    private TestNode _node = null!;
    private StatementOutbox _outbox = null!;
    private OfficerRegister _register = null!;

    public async Task InitializeAsync()
    {
        _node = await TestNode.CreateAsync();
        _outbox = new StatementOutbox(_node.Database);
        _register = NewRegister();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _register.Dispose();
        _outbox.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task Approval_OfOneself_IsRefused()
    {
        var admin = await AdminAsync("1");
        var again = await EnrolAsync("second key", "police", "1");

        await RefusedAsync(() => ChangeAsync(admin, admin, [OfficerRole.Admin, OfficerRole.Investigator], Purpose.Investigation), ErrorCode.RoleMissing, "Nobody decides on themself: another administrator must.");
        await RefusedAsync(() => ApproveAsync(NodeCaller.From(admin), again, OfficerRole.Investigator), ErrorCode.RoleMissing, "Nobody decides on themself: another administrator must.");
    }

    [Fact]
    public async Task Admin_WithOneThere_TakesOne()
    {
        await AdminAsync("1");

        (await AdminAsync("2")).State.ShouldBe(OfficerState.Approved);
    }

    [Fact]
    public async Task Admin_WithTwoThere_TakesTwoDifferentPeople()
    {
        var (first, second) = (await AdminAsync("1"), await AdminAsync("2"));
        var third = await EnrolAsync("third", "police", "3");

        var proposed = await ApproveAsync(NodeCaller.From(first), third, OfficerRole.Admin);
        proposed.State.ShouldBe(OfficerState.Pending);
        proposed.Proposal!.ApprovedBy.ShouldBe([first.OfficerId]);
        (await ApproveAsync(NodeCaller.From(first), third, OfficerRole.Admin)).State.ShouldBe(OfficerState.Pending);

        var approved = await ApproveAsync(NodeCaller.From(second), third, OfficerRole.Admin);

        approved.State.ShouldBe(OfficerState.Approved);
        approved.Proposal.ShouldBeNull();
    }

    [Fact]
    public async Task Admin_WithOtherRightsTheSecondTime_StartsAnew()
    {
        var (first, second) = (await AdminAsync("1"), await AdminAsync("2"));
        var third = await EnrolAsync("third", "police", "3");
        await ApproveAsync(NodeCaller.From(first), third, OfficerRole.Admin);

        var other = await ApproveAsync(NodeCaller.From(second), third, OfficerRole.Admin, OfficerRole.Reviewer);

        other.State.ShouldBe(OfficerState.Pending);
        other.Proposal!.ApprovedBy.ShouldBe([second.OfficerId]);
    }

    [Fact]
    public async Task Proposal_AfterARestart_IsThere()
    {
        var (first, second) = (await AdminAsync("1"), await AdminAsync("2"));
        var third = await EnrolAsync("third", "police", "3");
        await ApproveAsync(NodeCaller.From(first), third, OfficerRole.Admin);
        _register.Dispose();
        _register = NewRegister();

        (await ApproveAsync(NodeCaller.From(second), third, OfficerRole.Admin)).State.ShouldBe(OfficerState.Approved);
    }

    [Fact]
    public async Task Supervisor_ApprovesInvestigatorsOfTheOwnAgencyOnly()
    {
        var supervisor = NodeCaller.From(await ApproveAsync(NodeCaller.Operator, await EnrolAsync("s", "police", "s"), OfficerRole.Supervisor));
        var (own, foreign) = (await EnrolAsync("own", "police", "5"), await EnrolAsync("foreign", "customs", "6"));
        const string text = "A supervisor approves investigators of the own agency; an admin all others.";

        await RefusedAsync(() => ApproveAsync(supervisor, foreign, OfficerRole.Investigator), ErrorCode.RoleMissing, text);
        await RefusedAsync(() => ApproveAsync(supervisor, own, OfficerRole.Reviewer), ErrorCode.RoleMissing, text);
        await RefusedAsync(() => ApproveAsync(supervisor, own, OfficerRole.Investigator, OfficerRole.Admin), ErrorCode.RoleMissing, text);
        (await ApproveAsync(supervisor, own, OfficerRole.Investigator)).State.ShouldBe(OfficerState.Approved);
        OfficerRights.MaySee(supervisor, own).ShouldBeTrue();
        OfficerRights.MaySee(supervisor, foreign).ShouldBeFalse();
    }

    [Fact]
    public async Task Supervisor_SuspendsNoAdmin()
    {
        var admin = await AdminAsync("1");
        var supervisor = NodeCaller.From(await ApproveAsync(NodeCaller.Operator, await EnrolAsync("s", "police", "s"), OfficerRole.Supervisor));

        await RefusedAsync(
            () => _register.SuspendAsync(supervisor, admin.OfficerId, SuspensionReason.Misuse, TestNode.Patience),
            ErrorCode.RoleMissing, "A supervisor suspends investigators of the own agency; an admin all others.");
    }

    [Fact]
    public async Task StolenKey_NeverComesBack()
    {
        var officer = await ApproveAsync(NodeCaller.Operator, await EnrolAsync("o", "police", "7"), OfficerRole.Investigator);
        await _register.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.StolenKey, TestNode.Patience);

        // What is said of the officer later does not make the key another one.
        (await _register.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.Left, TestNode.Patience)).Officer.SuspendedFor.ShouldBe(SuspensionReason.StolenKey);

        await RefusedAsync(
            () => ApproveAsync(NodeCaller.Operator, officer, OfficerRole.Investigator), ErrorCode.FailedPrecondition,
            "This key was reported stolen and never comes back: let the officer enrol anew, with new keys.");
    }

    [Fact]
    public async Task Suspended_ForAnythingElse_ComesBackByApproval()
    {
        var officer = await ApproveAsync(NodeCaller.Operator, await EnrolAsync("o", "police", "7"), OfficerRole.Investigator);
        await _register.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.Left, TestNode.Patience);

        var back = await ApproveAsync(NodeCaller.Operator, officer, OfficerRole.Investigator);

        (back.State, back.SuspendedFor).ShouldBe((OfficerState.Approved, SuspensionReason.None));
    }

    [Fact]
    public async Task Change_OfOneWhoIsNotApproved_IsRefused()
    {
        var officer = await EnrolAsync("o", "police", "7");

        await RefusedAsync(
            () => ChangeAsync(NodeCaller.Operator, officer, [OfficerRole.Reviewer]), ErrorCode.FailedPrecondition,
            "The officer is not approved; use `fedhub node officers approve`, with the fingerprint.");
    }

    [Theory]
    [InlineData()]
    [InlineData(OfficerRole.SelfTest)]
    public async Task Rights_ThatNobodyCanHave_AreRefused(params OfficerRole[] roles)
    {
        var officer = await EnrolAsync("o", "police", "7");

        await RefusedAsync(
            () => ApproveAsync(NodeCaller.Operator, officer, roles), ErrorCode.InvalidInput,
            "Give at least one role other than self-test, and an investigator at least one purpose.");
    }

    [Fact]
    public async Task Suspension_AndApprovalAtOnce_LeaveWhatTheDatabaseHolds()
    {
        var officer = await ApproveAsync(NodeCaller.Operator, await EnrolAsync("o", "police", "7"), OfficerRole.Investigator);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => number % 2 == 0
            ? _register.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.Left, TestNode.Patience)
            : ApproveAsync(NodeCaller.Operator, officer, OfficerRole.Investigator) as Task));

        using var restarted = NewRegister();
        restarted.Named(officer.OfficerId).State.ShouldBe(_register.Named(officer.OfficerId).State);
    }

    private static async Task RefusedAsync(Func<Task> action, ErrorCode code, string message)
    {
        var refused = await Should.ThrowAsync<FedHubException>(action);
        (refused.Refusal.Code, refused.Refusal.Message).ShouldBe((code, message));
    }

    private OfficerRegister NewRegister() => new(_node.Database, _outbox, _running, _node.Time);

    private async Task<Officer> AdminAsync(string serviceNumber) =>
        await ApproveAsync(NodeCaller.Operator, await EnrolAsync("admin " + serviceNumber, "police", serviceNumber), OfficerRole.Admin);

    private Task<Officer> ApproveAsync(NodeCaller caller, Officer officer, params OfficerRole[] roles) =>
        _register.ApproveAsync(caller, officer.OfficerId, officer.Fingerprint, roles, [Purpose.Investigation], TestNode.Patience);

    private Task<Officer> ChangeAsync(NodeCaller caller, Officer officer, OfficerRole[] roles, params Purpose[] purposes) =>
        _register.ChangeAsync(caller, officer.OfficerId, roles, purposes, TestNode.Patience);

    private Task<Officer> ChangeAsync(Officer caller, Officer officer, OfficerRole[] roles, params Purpose[] purposes) =>
        ChangeAsync(NodeCaller.From(caller), officer, roles, purposes);

    private async Task<Officer> EnrolAsync(string name, string agency, string serviceNumber)
    {
        using var key = SigningKey.Generate();
        var tlsKey = Digest.Of(System.Text.Encoding.UTF8.GetBytes(name));
        return await _register.EnrolAsync(tlsKey, key.PublicKey, key.Sign(OfficerRegister.EnrolmentBytes(tlsKey)), agency, serviceNumber, TestNode.Patience);
    }
}

using FedHub.Cryptography;
using FedHub.Node.Access;
using FedHub.Node.Gateway;
using FedHub.Node.Officers;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Officers;

public sealed class OfficerRegisterTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private readonly TestFederation _federation = fixture.Federation;

    private OfficerRegister Register => _federation.Owner.Officers;

    [Fact]
    public async Task Enrolment_WithProof_WaitsForApproval()
    {
        var (officer, _) = await EnrolAsync("a");

        officer.State.ShouldBe(OfficerState.Pending);
        await MayNotSearchAsync(officer, Purpose.Investigation);
    }

    [Fact]
    public async Task Enrolment_Again_IsTheSame()
    {
        var (first, key) = await EnrolAsync("b");
        var again = await Register.EnrolAsync(Tls("b"), key.PublicKey, key.Sign(OfficerRegister.EnrolmentBytes(Tls("b"))), "police", "1", CancellationToken.None);

        again.OfficerId.ShouldBe(first.OfficerId);
    }

    [Fact]
    public async Task Enrolment_WithAProofForAnotherConnection_IsRefused()
    {
        using var key = SigningKey.Generate();
        var proof = key.Sign(OfficerRegister.EnrolmentBytes(Tls("other")));

        var refused = await Should.ThrowAsync<FedHubException>(() => Register.EnrolAsync(Tls("c"), key.PublicKey, proof, "police", "1", CancellationToken.None));

        refused.Refusal.Code.ShouldBe(ErrorCode.SignatureInvalid);
    }

    [Fact]
    public async Task Enrolment_WithAKeyOfAnother_IsRefused()
    {
        var (_, key) = await EnrolAsync("d");

        var refused = await Should.ThrowAsync<FedHubException>(() => Register.EnrolAsync(
            Tls("d2"), key.PublicKey, key.Sign(OfficerRegister.EnrolmentBytes(Tls("d2"))), "police", "1", CancellationToken.None));

        refused.Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Approval_WithAnotherFingerprint_IsRefused()
    {
        var (officer, _) = await EnrolAsync("e");

        var refused = await Should.ThrowAsync<FedHubException>(() => Register.ApproveAsync(
            NodeCaller.Operator, officer.OfficerId, "0000-0000-0000-0000-0000", [OfficerRole.Investigator], [Purpose.Investigation], CancellationToken.None));

        refused.Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        Register.Find(Tls("e"))!.State.ShouldBe(OfficerState.Pending);
    }

    [Fact]
    public async Task Approved_MaySearchForTheGivenPurposesOnly()
    {
        var (officer, _) = await EnrolAsync("f");
        var approved = await Register.ApproveAsync(NodeCaller.Operator, officer.OfficerId, officer.Fingerprint, [OfficerRole.Investigator], [Purpose.BorderCheck], CancellationToken.None);

        (await SearchAsAsync(approved, Purpose.BorderCheck)).OfficerId.ShouldBe(officer.OfficerId);
        await MayNotSearchAsync(approved, Purpose.Investigation);
    }

    [Fact]
    public async Task Suspended_MayNotSearch()
    {
        var (officer, _) = await EnrolAsync("g");
        await Register.ApproveAsync(NodeCaller.Operator, officer.OfficerId, officer.Fingerprint, [OfficerRole.Investigator], [Purpose.Investigation], CancellationToken.None);
        var (suspended, _) = await Register.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.Left, CancellationToken.None);

        await MayNotSearchAsync(suspended, Purpose.Investigation);
    }

    [Fact]
    public async Task Register_AfterARestart_KnowsItsOfficers()
    {
        var (officer, _) = await EnrolAsync("h");
        await Register.ApproveAsync(NodeCaller.Operator, officer.OfficerId, officer.Fingerprint, [OfficerRole.Investigator], [Purpose.Repatriation, Purpose.BorderCheck], CancellationToken.None);

        var again = new OfficerRegister(_federation.Owner.Database, _federation.Owner.Outbox, new RunningCalls(), _federation.Clock).Find(Tls("h"))!;

        again.State.ShouldBe(OfficerState.Approved);
        again.Purposes.ShouldBe([Purpose.Repatriation, Purpose.BorderCheck]);
        again.Roles.ShouldBe([OfficerRole.Investigator]);
        again.Fingerprint.ShouldBe(officer.Fingerprint);
    }

    private Task<SearchOfficer> SearchAsAsync(Officer officer, Purpose purpose)
        => _federation.Owner.Credentials.ForSearchAsync(officer, purpose, CancellationToken.None);

    private async Task MayNotSearchAsync(Officer officer, Purpose purpose)
        => (await Should.ThrowAsync<FedHubException>(() => SearchAsAsync(officer, purpose))).Refusal.Code.ShouldBe(ErrorCode.RoleMissing);

    private static Digest Tls(string name) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(name));

    private async Task<(Officer Officer, SigningKey Key)> EnrolAsync(string name)
    {
        var key = SigningKey.Generate();
        return (await Register.EnrolAsync(Tls(name), key.PublicKey, key.Sign(OfficerRegister.EnrolmentBytes(Tls(name))), "police", "4711", CancellationToken.None), key);
    }
}

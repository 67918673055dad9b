using System.Text.Json;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Access;
using FedHub.Node.Budgets;
using FedHub.Node.Officers;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Statements;
using FedHub.Node.Tests.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Policy;

public sealed class PolicyAdministrationTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly MemberId _uzb = MemberId.Parse("UZB");
    private static readonly CollectionName _persons = CollectionName.Parse("persons");
    private static readonly CollectionName _referral = CollectionName.Parse("referral");

    private readonly RunningCalls _running = new();
    private TestNode _node = null!;
    private StatementOutbox _outbox = null!;
    private OfficerRegister _officers = null!;
    private PolicyAdministration _administration = null!;

    public async Task InitializeAsync()
    {
        _node = await TestNode.CreateAsync();
        _outbox = new StatementOutbox(_node.Database);
        _officers = new OfficerRegister(_node.Database, _outbox, _running, _node.Time);
        _administration = new PolicyAdministration(_node.Policies, _node.Database, _outbox, _officers, new ExhaustedBudgets(), _node.Time);
        await _administration.EnsureInForceAsync(TestNode.Patience);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _administration.Dispose();
        _officers.Dispose();
        _outbox.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task FirstStart_PutsTheFilesInForceOnceAndStatesIt()
    {
        await _administration.EnsureInForceAsync(TestNode.Patience);

        Stated("policy-changed").Single().GetProperty("policy").GetString().ShouldBe(_node.Policies.Digest.ToString());
        _node.Database.Read(PolicyStore.Versions).Single().ProposedBy.ShouldBe("operator");
    }

    [Fact]
    public async Task Apply_ANarrowerPolicy_IsInForceAtOnceAndStated()
    {
        var before = _node.Policies.Digest;
        Admits(Purpose.BorderCheck).ShouldBeTrue();

        var applied = await ApplyAsync(NodeCaller.Operator, Without("border-check"));

        applied.IsInForce.ShouldBeTrue();
        Admits(Purpose.BorderCheck).ShouldBeFalse();
        var stated = Stated("policy-changed")[^1];
        stated.GetProperty("previous").GetString().ShouldBe(before.ToString());
        stated.GetProperty("policy").GetString().ShouldBe(applied.Digest.ToString());
        stated.GetProperty("by").GetString().ShouldBe("operator");
    }

    [Fact]
    public async Task Apply_ThenARestart_KeepsWhatWasAppliedAndNotWhatLiesInTheFolder()
    {
        var applied = await ApplyAsync(NodeCaller.Operator, Without("border-check"));

        PolicyStore.Open(_node.Database, _node.Layout).Digest.ShouldBe(applied.Digest);
        CollectionPolicies.Load(_node.Layout).Digest.ShouldNotBe(applied.Digest);
    }

    [Fact]
    public async Task Apply_ThatTheDiskRefuses_LeavesTheOldInForceAndStatesNothing()
    {
        var before = _node.Policies.Digest;
        await Should.ThrowAsync<Exception>(() => _node.Database.WriteAsync(
            connection => { SQLitePCL.raw.sqlite3_commit_hook(connection.Handle, _ => 1, null); return true; }, TestNode.Patience));

        await Should.ThrowAsync<Exception>(() => ApplyAsync(NodeCaller.Operator, Without("border-check")));

        _node.Policies.Digest.ShouldBe(before);
        Admits(Purpose.BorderCheck).ShouldBeTrue();
        Stated("policy-changed").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_AWrongFile_ChangesNothing()
    {
        var files = Without("border-check");
        files["objects.yaml"] = "version: 1\ncollection: objects\n";

        var refused = await Should.ThrowAsync<FedHubException>(() => ApplyAsync(NodeCaller.Operator, files));

        refused.Refusal.Message.ShouldBe("objects.yaml:1:1: missing key `classes`.");
        Admits(Purpose.BorderCheck).ShouldBeTrue();
    }

    [Fact]
    public async Task Apply_AgainstOthersThanThoseInForce_IsRefused()
    {
        var compared = _node.Policies.Digest;
        await ApplyAsync(NodeCaller.Operator, Without("border-check"));

        var refused = await Should.ThrowAsync<FedHubException>(() =>
            _administration.ApplyAsync(NodeCaller.Operator, Without("extradition-mla"), compared, TestNode.Patience));

        refused.Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        refused.Refusal.Message.ShouldStartWith("Other policies came into force since");
    }

    [Fact]
    public async Task Apply_TheSameAgain_IsRefused() =>
        (await Should.ThrowAsync<FedHubException>(() => ApplyAsync(NodeCaller.Operator, Files()))).Refusal.Message.ShouldBe("These policies are in force already.");

    [Fact]
    public async Task Apply_WhatWidensAccessToVictims_WaitsForASecondPerson()
    {
        var (first, second) = (await AdminAsync("1"), await AdminAsync("2"));

        var proposed = await ApplyAsync(first, VictimsDisclosed());

        proposed.IsInForce.ShouldBeFalse();
        OfVictims().Outcome.ShouldBe(DisclosureOutcome.Referred);
        (await Should.ThrowAsync<FedHubException>(() => _administration.ConfirmAsync(first, proposed.Digest, TestNode.Patience)))
            .Refusal.Message.ShouldBe("You proposed these policies: somebody else has to confirm them.");

        await _administration.ConfirmAsync(second, proposed.Digest, TestNode.Patience);

        OfVictims().Outcome.ShouldBe(DisclosureOutcome.Disclosed);
        var stated = Stated("policy-changed")[^1];
        stated.GetProperty("by").GetString().ShouldBe(first.Name);
        stated.GetProperty("confirmedBy").GetString().ShouldBe(second.Name);
        Stated("administrator-action").ShouldContain(statement => statement.GetProperty("action").GetString() == "policy-proposed");
    }

    [Fact]
    public async Task Apply_WhatWidensAccessToVictims_WhereNobodyElseIs_IsInForce() =>
        (await ApplyAsync(NodeCaller.Operator, VictimsDisclosed())).IsInForce.ShouldBeTrue();

    [Fact]
    public async Task Apply_WhatWidensAccessToSuspectsOnly_NeedsNobodyElse()
    {
        var first = await AdminAsync("1");
        await AdminAsync("2");
        var files = Files();
        files["persons.yaml"] = files["persons.yaml"].Replace("summary: [full_name, date_of_birth, nationality]", "summary: [full_name, date_of_birth, nationality, sex]", StringComparison.Ordinal);

        (await ApplyAsync(first, files)).IsInForce.ShouldBeTrue();
    }

    [Fact]
    public async Task Confirm_AfterOthersCameIntoForce_IsRefused()
    {
        var (first, second) = (await AdminAsync("1"), await AdminAsync("2"));
        var proposed = await ApplyAsync(first, VictimsDisclosed());
        await ApplyAsync(second, Without("border-check"));

        await Should.ThrowAsync<FedHubException>(() => _administration.ConfirmAsync(second, proposed.Digest, TestNode.Patience));

        OfVictims().Outcome.ShouldBe(DisclosureOutcome.Referred);
    }

    [Fact]
    public async Task Withdraw_WhatWaits_LeavesNothingToConfirm()
    {
        var (first, second) = (await AdminAsync("1"), await AdminAsync("2"));
        var proposed = await ApplyAsync(first, VictimsDisclosed());

        await _administration.WithdrawAsync(second, proposed.Digest, TestNode.Patience);

        (await Should.ThrowAsync<FedHubException>(() => _administration.ConfirmAsync(second, proposed.Digest, TestNode.Patience))).Refusal.Code.ShouldBe(ErrorCode.NotFound);
        _node.Database.Read(PolicyStore.Proposal).ShouldBeNull();
    }

    [Fact]
    public async Task Apply_WhereAdmissionChanged_SignsThoseManifestsAnew()
    {
        await _node.Epochs.EnsureCurrentAsync(TestNode.Patience);
        var before = _node.Epochs.PublishedManifests.ToDictionary(manifest => manifest.Slot, manifest => manifest.Revision);

        await ApplyAsync(NodeCaller.Operator, Without("border-check"));
        await _node.Epochs.EnsureCurrentAsync(TestNode.Patience);

        // Border checks are admitted to persons and objects, and not to referral.
        foreach (var manifest in _node.Epochs.PublishedManifests)
        {
            var isChanged = manifest.Slot.Collection != _referral;
            manifest.Revision.ShouldBe(before[manifest.Slot] + (isChanged ? 1u : 0u), manifest.Slot.ToString());
        }
    }

    private static Dictionary<string, string> Files() => new(DefaultPolicies.Files, StringComparer.Ordinal);

    private static Dictionary<string, string> Without(string purpose) =>
        Files().ToDictionary(file => file.Key, file => file.Value.Replace(", " + purpose, "", StringComparison.Ordinal), StringComparer.Ordinal);

    private static Dictionary<string, string> VictimsDisclosed()
    {
        var files = Files();
        files["referral.yaml"] = files["referral.yaml"].Replace("outcome: referred", "outcome: disclosed", StringComparison.Ordinal);
        return files;
    }

    private Task<PolicyApplication> ApplyAsync(NodeCaller caller, Dictionary<string, string> files) =>
        _administration.ApplyAsync(caller, files, _node.Policies.Digest, TestNode.Patience);

    private bool Admits(Purpose purpose) => _node.Policies.AdmitsQuery(_persons, _uzb, "police", purpose, IdentifierClass.Document, isBulk: false);

    private DisclosureDecision OfVictims() => _node.Policies.DecideDisclosure(_referral, _uzb, Purpose.Investigation, RecordCategory.Victim);

    private List<JsonElement> Stated(string kind) => _node.Database.Read(connection => Dapper.SqlMapper.Query<byte[]>(
        connection, "SELECT payload FROM statement_outbox WHERE kind = @kind ORDER BY id", new { kind }).Select(payload => JsonDocument.Parse(payload).RootElement).ToList());

    private async Task<NodeCaller> AdminAsync(string serviceNumber)
    {
        using var key = SigningKey.Generate();
        var tlsKey = Digest.Of(System.Text.Encoding.UTF8.GetBytes(serviceNumber));
        var officer = await _officers.EnrolAsync(tlsKey, key.PublicKey, key.Sign(OfficerRegister.EnrolmentBytes(tlsKey)), "police", serviceNumber, TestNode.Patience);
        return NodeCaller.From(await _officers.ApproveAsync(NodeCaller.Operator, officer.OfficerId, officer.Fingerprint, [OfficerRole.Admin], [], TestNode.Patience));
    }
}

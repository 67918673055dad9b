using FedHub.Cryptography;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Tests.HubLink;
using FedHub.Node.Tests.Responder;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Tests.Witness;

/// <summary>"No proof, no answer": what a hub can show that is not the proof of this very query in the one log.</summary>
public sealed class LogGuardTests : IAsyncLifetime
{
    private TestFederation _federation = null!;

    public async Task InitializeAsync() => _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,+77011234567\n");

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Fact]
    public async Task Query_WithItsProof_IsAnsweredAndTheTreeIsKeptAndCosigned()
    {
        var delivery = _federation.DeliveryOf(await PrepareAsync());

        await AnsweredAsync(delivery);

        var checkpoint = delivery.Proof!.Receipt.Checkpoint;
        _federation.Owner.Log.State.Latest.ShouldBe(checkpoint);
        var cosignature = _federation.Owner.Log.TakeCosignature().ShouldNotBeNull();
        cosignature.Size.ShouldBe(checkpoint.Head.Size);
        var key = LogNames.WitnessKey("test", TestFederation.Uzb, _federation.Owner.Keys.WitnessKey.PublicKey);
        key.Verify(checkpoint.Note.TextBytes, cosignature.Signature).ShouldBeTrue();
        _federation.Owner.Log.TakeCosignature().ShouldBeNull("each is handed in once");
    }

    [Fact]
    public async Task Query_WithTheProofOfAnother_IsRefused()
    {
        var other = _federation.DeliveryOf(await PrepareAsync());

        await RefusedAsync(_federation.DeliveryOf(await PrepareAsync()) with { Proof = other.Proof }, ErrorCode.LogProofInvalid);
    }

    [Fact]
    public async Task Query_WhoseEntryNamesAnotherDigest_IsRefused()
    {
        var search = await PrepareAsync();
        var matter = _federation.MatterOf(search) with { Digest = Digest.Of("another query under the same id"u8) };

        await RefusedAsync(_federation.DeliveryOf(search) with { Proof = _federation.Hub.Log.Prove(matter) }, ErrorCode.LogProofInvalid);
    }

    [Fact]
    public async Task Query_WhoseEntryNamesTwoDigests_IsRefused()
    {
        var search = await PrepareAsync();
        var payload = _federation.MatterOf(search).ToPayload();
        payload = payload with { Details = payload.Details.Add(new AuditDetail(LoggedMatter.QueryDigest, Digest.Of("other"u8).ToString())) };

        await RefusedAsync(_federation.DeliveryOf(search) with { Proof = _federation.Hub.Log.Prove(payload) }, ErrorCode.LogProofInvalid);
    }

    [Fact]
    public async Task Query_WhosePayloadIsNotTheLeafs_IsRefused()
    {
        var search = await PrepareAsync();
        var other = _federation.DeliveryOf(await PrepareAsync()).Proof!;
        var opening = new AuditOpening(other.Opening.Nonce, _federation.MatterOf(search).ToPayload().Encode());

        await RefusedAsync(_federation.DeliveryOf(search) with { Proof = other with { Opening = opening } }, ErrorCode.LogProofInvalid);
    }

    [Fact]
    public async Task Query_ProvenByALogOfAnotherKey_IsRefused()
    {
        var search = await PrepareAsync();
        using var other = new TestLog();

        await RefusedAsync(_federation.DeliveryOf(search) with { Proof = other.Prove(_federation.MatterOf(search)) }, ErrorCode.LogProofInvalid);
    }

    [Fact]
    public async Task Query_BeyondTheKnownTree_WithoutProofOfGrowth_AsksForIt()
    {
        await AnsweredAsync(_federation.DeliveryOf(await PrepareAsync()));

        // No consistency proof comes with the delivery: the node asks the hub, and goes on.
        await AnsweredAsync(_federation.DeliveryOf(await PrepareAsync()));
    }

    [Fact]
    public async Task Query_BeyondTheKnownTree_WhenTheHubGivesNoProof_IsRefusedWithTheSizeKnown()
    {
        await AnsweredAsync(_federation.DeliveryOf(await PrepareAsync()));
        var known = _federation.Owner.Log.State.Latest!.Head.Size;
        _federation.Hub.WithholdsProofs = true;

        var refusal = await RefusedAsync(_federation.DeliveryOf(await PrepareAsync()), ErrorCode.LogProofNeeded);

        refusal.HeldVersion.ShouldBe((ulong)known);
        _federation.Hub.WithholdsProofs = false;
        await AnsweredAsync(_federation.DeliveryOf(await PrepareAsync()));
    }

    [Fact]
    public async Task SecondHistory_IsFound_EvidenceIsKeptAndNothingIsAnsweredAnyMore()
    {
        await AnsweredAsync(_federation.DeliveryOf(await PrepareAsync()));
        await AnsweredAsync(_federation.DeliveryOf(await PrepareAsync()));
        var honest = _federation.Hub.Log;
        var size = (int)_federation.Owner.Log.State.Latest!.Head.Size;

        // The hub's key signs another tree of the same size.
        _federation.Hub.Log = honest.Fork(size - 1);
        await RefusedAsync(_federation.DeliveryOf(await PrepareAsync()), ErrorCode.LogForked);

        _federation.Owner.Log.IsForked.ShouldBeTrue();
        ForkEvidence.TryParse(await File.ReadAllBytesAsync(_federation.Owner.Log.EvidenceFile), out var evidence).ShouldBeTrue();
        evidence.Proves(honest.VerificationKey).ShouldBeTrue();

        // Back in the first history: too late.
        _federation.Hub.Log = honest;
        await RefusedAsync(_federation.DeliveryOf(await PrepareAsync()), ErrorCode.LogForked);
    }

    [Fact]
    public async Task Fork_BehindALargerTree_IsFoundByTheProofThatTheHubGives()
    {
        for (var i = 0; i < 3; i++)
        {
            await AnsweredAsync(_federation.DeliveryOf(await PrepareAsync()));
        }

        var size = (int)_federation.Owner.Log.State.Latest!.Head.Size;
        _federation.Hub.Log = _federation.Hub.Log.Fork(size - 1);
        _federation.Hub.Log.Prove(_federation.MatterOf(await PrepareAsync()));

        // One entry further than what is known, in another history: no proof can lead there. Without one nothing is answered either way.
        var delivery = _federation.DeliveryOf(await PrepareAsync());
        var code = (await Forgery.AnswerAsync(_federation, delivery)).Values.First().ShouldNotBeNull().Code;

        code.ShouldBeOneOf(ErrorCode.LogForked, ErrorCode.LogProofNeeded);
    }

    [Fact]
    public async Task Search_OverAForkedLog_SaysSoAndNeverNoHit()
    {
        await AnsweredAsync(_federation.DeliveryOf(await PrepareAsync()));
        var size = (int)_federation.Owner.Log.State.Latest!.Head.Size;
        _federation.Hub.Log = _federation.Hub.Log.Fork(size - 1);

        var events = await _federation.SearchAsync(new MatchSubject { Documents = ["KAZ:N1234567"] });

        var results = events.OfType<CollectionResult>().ToList();
        results.ShouldNotBeEmpty();
        results.ShouldAllBe(result => result.Outcome == Outcome.LogForked);
    }

    private async Task<PreparedSearch> PrepareAsync() => (await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;

    private async Task AnsweredAsync(QueryDelivery delivery) =>
        (await Forgery.AnswerAsync(_federation, delivery)).Values.ShouldAllBe(refusal => refusal == null);

    private async Task<Refusal> RefusedAsync(QueryDelivery delivery, ErrorCode code)
    {
        var refusals = (await Forgery.AnswerAsync(_federation, delivery)).Values;
        refusals.ShouldAllBe(refusal => refusal != null && refusal.Code == code);
        return refusals.First()!;
    }
}

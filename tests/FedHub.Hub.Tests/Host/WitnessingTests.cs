using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub.Tests.Host;

/// <summary>The members as witnesses of the hub's log: what waits for them, and what they stop.</summary>
public sealed class WitnessingTests
{
    [Fact]
    public async Task Directory_AfterTheFirst_TakesEffectWhenAMajorityHasCosignedIt()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        using var kaz = await TestWitness.OpenAsync(hub, hub.Kaz);
        using var uzb = await TestWitness.OpenAsync(hub, hub.Uzb);
        var publishing = PublishAsync(hub);

        // At once, not at the next five seconds: a change waits.
        var checkpoint = await kaz.NextCheckpointAsync();
        await kaz.CosignAsync(checkpoint);
        var status = await hub.Admin.GetStatusAsync(new GetStatusRequest());
        (status.DirectoryVersion, status.Log.WaitingDirectoryVersion).ShouldBe((1ul, 2ul));

        (await uzb.NextCheckpointAsync()).ShouldBe(checkpoint);
        (await uzb.CosignAsync(checkpoint)).ShouldBe((ulong)checkpoint.Head.Size);

        var published = await publishing.WaitAsync(TestHub.Patience);
        (published.Version, published.InForce).ShouldBe((2ul, true));
        hub.Host.Parts.Members.Version.ShouldBe(2ul);
        var shown = await hub.Host.Parts.Witnessed.ShownAsync(CancellationToken.None);
        FederationLog.Of(hub.Host.Parts.Members.InForce(), hub.Now)!.Policy.Verify(shown, hub.Now).Witnesses.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Directory_ThatWaits_IsToldSoAndKeepsWaitingOverARestart()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        var publishing = PublishAsync(hub);
        await UntilAsync(hub, status => status.Log.WaitingDirectoryVersion == 2);
        hub.Clock.Advance(TimeSpan.FromSeconds(15));
        (await publishing.WaitAsync(TestHub.Patience)).InForce.ShouldBeFalse();
        var refused = await Calls.RefusalOfAsync(() => hub.PublishAsync(hub.NextDirectory(next => next.SetSuspended(hub.Kgz.Id, suspended: true))));
        refused.Code.ShouldBe(ErrorCode.FailedPrecondition);

        await hub.RestartAsync();

        hub.Host.Parts.Members.Version.ShouldBe(1ul);
        using var kaz = await TestWitness.OpenAsync(hub, hub.Kaz);
        using var uzb = await TestWitness.OpenAsync(hub, hub.Uzb);
        hub.Clock.Advance(CheckpointPusher.Period);
        await kaz.CosignAsync(await kaz.NextCheckpointAsync());
        await uzb.CosignAsync(await uzb.NextCheckpointAsync());
        await UntilAsync(hub, status => status.DirectoryVersion == 2 && status.Log.WaitingDirectoryVersion == 0);
    }

    [Fact]
    public async Task Directory_ThatWasWitnessed_IsServedWithTheProofOfIt()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        using var kaz = await TestWitness.OpenAsync(hub, hub.Kaz);
        using var uzb = await TestWitness.OpenAsync(hub, hub.Uzb);
        var publishing = PublishAsync(hub);
        await kaz.CosignAsync(await kaz.NextCheckpointAsync());
        await uzb.CosignAsync(await uzb.NextCheckpointAsync());
        (await publishing.WaitAsync(TestHub.Patience)).InForce.ShouldBeTrue();

        // Also after a start, when the cosignatures of then are no longer the newest.
        await hub.RestartAsync();
        var (first, second, proofs) = await DirectoriesAsync(hub);

        proofs[0].ShouldBeNull();
        DirectoryWitness.Check(first, null, null, hub.Now).ShouldBeNull();
        DirectoryWitness.Check(second, first, proofs[1], hub.Now).ShouldBeNull();
        DirectoryWitness.Check(second, first, null, hub.Now).ShouldNotBeNull();
    }

    [Fact]
    public async Task Directory_PutInForceWithoutItsWitnesses_IsServedWithoutAProofAndStandsInTheLog()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        var waiting = hub.NextDirectory(_ => { });
        var publishing = hub.PublishAsync(waiting);
        await UntilAsync(hub, status => status.Log.WaitingDirectoryVersion == 2);
        hub.Clock.Advance(TimeSpan.FromSeconds(15));
        await publishing.WaitAsync(TestHub.Patience);
        hub.Host.Parts.Members.Version.ShouldBe(1ul);

        // One that does not follow what waits forces nothing.
        var other = new PublishDirectoryRequest { Directory = EnvelopeCodec.ToProto(hub.NextDirectory(next => next.SetSuspended(hub.Kgz.Id, suspended: true))), Unwitnessed = true };
        (await Calls.RefusalOfAsync(() => hub.Admin.PublishDirectoryAsync(other).ResponseAsync)).Code.ShouldBe(ErrorCode.FailedPrecondition);
        hub.Host.Parts.Members.Version.ShouldBe(1ul);

        // What waits is put in force first, then the one that was given.
        var document = DirectoryDocument.After(waiting);
        document.SetSuspended(hub.Kgz.Id, suspended: true);
        var third = document.Sign(hub.Now, TimeSpan.FromDays(90), hub.Federation);
        var forced = await hub.Admin.PublishDirectoryAsync(new PublishDirectoryRequest { Directory = EnvelopeCodec.ToProto(third), Unwitnessed = true });

        forced.InForce.ShouldBeTrue();
        hub.Host.Parts.Members.Version.ShouldBe(forced.Version);
        var (first, second, proofs) = await DirectoriesAsync(hub);
        proofs.ShouldAllBe(proof => proof == null);
        DirectoryWitness.Check(second, first, proofs[1], hub.Now).ShouldNotBeNull().Code.ShouldBe(ErrorCode.LogProofInvalid);
        var entries = await hub.Host.Parts.LogTree.ReadAsync(0, 1000, CancellationToken.None);
        entries.Count(entry => AuditPayload.TryDecode(entry.Opening!.Payload.Span, out var payload)
            && payload!.Details.Any(detail => detail.Value == "directory-forced")).ShouldBe(2);
    }

    [Fact]
    public async Task Start_SignsAndDeliversNothing_BeforeAMajorityHasAnnounced()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        var before = await hub.Host.Parts.Sequencer.WaitForAsync(3, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);
        await hub.RestartAsync();
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        (await asked.ResponseStream.NextAsync()).Accepted.Proof.ShouldBeNull();

        using var uzb = await TestWitness.OpenAsync(hub, hub.Uzb, before);
        var status = await hub.Admin.GetStatusAsync(new GetStatusRequest());
        status.Log.Signing.ShouldBeFalse();
        status.Log.MissingWitnesses.ShouldBe(["KAZ", "KGZ"]);
        hub.Host.Parts.Sequencer.Published.ShouldBe(before);

        using var kgz = await TestWitness.OpenAsync(hub, hub.Kgz);
        (await uzb.Stream.NextDeliveryAsync()).Query.Proof.Index().ShouldBe(4ul);
        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).Log.Signing.ShouldBeTrue();
    }

    [Fact]
    public async Task RestoredBackup_IsToldByTheFirstMemberThatHasSeenMore_AndNeverSignsAgain()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        await hub.Host.Parts.Sequencer.WaitForAsync(3, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);
        await hub.StopHostAsync();
        var backup = await File.ReadAllBytesAsync(Path.Combine(hub.DataDirectory, "hub.db"));
        await hub.RestartHostAsync();
        using (await TestWitness.OpenAsync(hub, hub.Uzb))
        using (await TestWitness.OpenAsync(hub, hub.Kgz))
        {
            var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Uzb.Slot());
            using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
            (await asked.ResponseStream.NextAsync()).Accepted.Proof.ShouldNotBeNull();
        }

        var seen = hub.Host.Parts.Sequencer.Published;
        await hub.StopHostAsync();
        await File.WriteAllBytesAsync(Path.Combine(hub.DataDirectory, "hub.db"), backup);
        await hub.RestartHostAsync();
        var restored = hub.Host.Parts.Sequencer.Published;

        using var uzb = new CancellationTokenSource();
        using var stream = hub.Exchange(hub.Uzb).OpenDeliveries(
            new OpenDeliveriesRequest { Checkpoint = Google.Protobuf.ByteString.CopyFrom(seen.ToBytes()) }, cancellationToken: uzb.Token);
        var stopped = await Should.ThrowAsync<FedHubException>(hub.Host.LogCompletion.WaitAsync(TestHub.Patience));

        stopped.Refusal.Message.ShouldContain("restored backup");
        hub.Host.Parts.Sequencer.Published.ShouldBe(restored);
        hub.Errors.Clear();
    }

    [Fact]
    public async Task Cosignature_ByAnotherKey_OfNoCheckpoint_OrOfTomorrow_IsRefused()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        using var kaz = await TestWitness.OpenAsync(hub, hub.Kaz);
        var checkpoint = await hub.Host.Parts.Sequencer.WaitForAsync(3, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);
        var signature = new Cosigner(LogNames.Witness("test", hub.Kaz.Id), hub.Uzb.Witness).Cosign(checkpoint.Note, hub.Now);
        var client = new LogService.LogServiceClient(hub.Channel(hub.Kaz.Certificate));

        (await RefusalAsync(client, checkpoint.Head.Size, signature)).ShouldBe(ErrorCode.SignatureInvalid);
        (await RefusalAsync(client, checkpoint.Head.Size + 100, signature)).ShouldBe(ErrorCode.NotFound);
        (await Calls.RefusalOfAsync(() => kaz.CosignAsync(checkpoint, hub.Now.AddDays(1)))).Code.ShouldBe(ErrorCode.ClockSkew);
        (await kaz.CosignAsync(checkpoint)).ShouldBe(0ul);
    }

    [Fact]
    public async Task Quorum_MissingForFiveMinutes_RaisesAnAlarmThatEndsWithIt()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        await hub.Host.Parts.Sequencer.WaitForAsync(3, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);
        var witnessed = hub.Host.Parts.Witnessed;
        witnessed.Watch();
        witnessed.IsAlarm.ShouldBeFalse();
        hub.Clock.Advance(TimeSpan.FromMinutes(-30));
        witnessed.Watch();
        hub.Clock.Advance(WitnessedLog.AlarmAfter);
        witnessed.Watch();

        witnessed.IsAlarm.ShouldBeTrue();
        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).Log.BehindSinceMs.ShouldBePositive();

        using var kaz = await TestWitness.OpenAsync(hub, hub.Kaz);
        using var uzb = await TestWitness.OpenAsync(hub, hub.Uzb);
        hub.Clock.Advance(TimeSpan.FromMinutes(30));
        await kaz.CosignAsync(await kaz.NextCheckpointAsync());
        await uzb.CosignAsync(await uzb.NextCheckpointAsync());
        witnessed.IsAlarm.ShouldBeFalse();
    }

    [Fact]
    public async Task Consistency_IsProvenBetweenPublishedTreesOnly()
    {
        await using var hub = await TestHub.StartAsync();
        var parts = hub.Host.Parts;
        var newest = await parts.Sequencer.WaitForAsync(3, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);
        var client = new LogService.LogServiceClient(hub.Channel(hub.Kaz.Certificate));
        var size = (ulong)newest.Head.Size;

        var response = await client.GetConsistencyAsync(new GetConsistencyRequest { FromSize = 3 }).ResponseAsync.WaitAsync(TestHub.Patience);

        LogProofCodec.TryRead(response.Consistency, out var proof).ShouldBeTrue();
        var root = (await new LogProver(parts.LogTree, newest.Head.Size).RootAsync(3, CancellationToken.None)).ShouldNotBeNull();
        MerkleProof.VerifyConsistency(new TreeHead(3, root), newest.Head, proof.ShouldNotBeNull().Path.AsSpan()).ShouldBeTrue();
        SignedCheckpoint.TryParse(response.Checkpoint.Span, out var checkpoint).ShouldBeTrue();
        checkpoint.Head.ShouldBe(newest.Head);
        foreach (var (from, to) in new[] { (1ul, size + 1), (size, 1ul), (size + 1, 0ul), (ulong.MaxValue, 0ul) })
        {
            (await Calls.RefusalOfAsync(() => client.GetConsistencyAsync(new GetConsistencyRequest { FromSize = from, ToSize = to }).ResponseAsync)).Code.ShouldBe(ErrorCode.NotFound);
        }
    }

    [Fact]
    public async Task Receipt_IsByTheWitnessedCheckpoint_AndForTheMemberItIsAbout()
    {
        await using var hub = await TestHub.StartAsync(witnesses: true);
        using var kaz = await TestWitness.OpenAsync(hub, hub.Kaz);
        using var uzb = await TestWitness.OpenAsync(hub, hub.Uzb);
        var query = TestQuery.Message(hub.Kaz, hub.Now, waiting: true, hub.Kgz.Slot());
        using var asked = hub.Exchange(hub.Kaz).SubmitQuery(TestQuery.Request(hub.Kaz, query));
        var index = (await asked.ResponseStream.NextAsync()).Accepted.Receipt.Index;
        hub.Clock.Advance(CheckpointPusher.Period);
        await kaz.CosignAsync(await kaz.NextCheckpointAsync());
        await uzb.CosignAsync(await uzb.NextCheckpointAsync());
        var (own, other) = (new LogService.LogServiceClient(hub.Channel(hub.Kaz.Certificate)), new LogService.LogServiceClient(hub.Channel(hub.Uzb.Certificate)));

        var response = await own.GetReceiptAsync(new GetReceiptRequest { Index = index }).ResponseAsync.WaitAsync(TestHub.Patience);

        LogProofCodec.TryRead(response.Proof, out var proof).ShouldBeTrue();
        var policy = FederationLog.Of(hub.Host.Parts.Members.InForce(), hub.Now)!.Policy;
        var verdict = new ReceiptVerifier(policy, hub.Clock).Verify(proof.Receipt, proof.Leaf.Hash());
        verdict.IsProven.ShouldBeTrue();
        verdict.Witnesses.Select(witness => witness.Name).Order().ShouldBe(["KAZ", "UZB"]);
        (await Calls.RefusalOfAsync(() => other.GetReceiptAsync(new GetReceiptRequest { Index = index }).ResponseAsync)).Code.ShouldBe(ErrorCode.NotFound);
        (await Calls.RefusalOfAsync(() => own.GetReceiptAsync(new GetReceiptRequest { Index = ulong.MaxValue }).ResponseAsync)).Code.ShouldBe(ErrorCode.NotFound);
    }

    private static async Task<PublishDirectoryResponse> PublishAsync(TestHub hub) => await hub.Admin.PublishDirectoryAsync(
        new PublishDirectoryRequest { Directory = EnvelopeCodec.ToProto(hub.NextDirectory(_ => { })) });

    private static async Task<(FederationDirectory First, FederationDirectory Second, List<Protocol.LogProof?> Proofs)> DirectoriesAsync(TestHub hub)
    {
        var client = new DirectoryService.DirectoryServiceClient(hub.Channel(hub.Kaz.Certificate));
        var response = await client.GetDirectoryAsync(new GetDirectoryRequest()).ResponseAsync.WaitAsync(TestHub.Patience);
        response.Proofs.Count.ShouldBe(response.Directories.Count);
        var first = DirectoryVerifier.VerifyFirst(EnvelopeCodec.ToDomain(response.Directories[0]).OrThrow(), hub.Trust).OrThrow();
        var second = DirectoryVerifier.VerifySuccessor(EnvelopeCodec.ToDomain(response.Directories[1]).OrThrow(), first).OrThrow();
        return (first, second, [.. response.Proofs.Select(message => LogProofCodec.TryRead(message, out var proof) ? proof : null)]);
    }

    private static async Task<ErrorCode> RefusalAsync(LogService.LogServiceClient client, long size, NoteSignature signature)
    {
        var request = new AddCosignatureRequest { Cosignature = LogProofCodec.ToProto(new Protocol.Cosignature(size, signature)) };
        return (await Calls.RefusalOfAsync(() => client.AddCosignatureAsync(request).ResponseAsync)).Code;
    }

    private static async Task UntilAsync(TestHub hub, Func<GetStatusResponse, bool> reached)
    {
        using var patience = new CancellationTokenSource(TestHub.Patience);
        while (!reached(await hub.Admin.GetStatusAsync(new GetStatusRequest(), cancellationToken: patience.Token)))
        {
            await Task.Yield();
        }
    }
}

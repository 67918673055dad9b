using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Doctor;
using FedHub.Node.HubLink;
using FedHub.Node.Keys;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Tests.HubLink;

/// <summary>From three members on, a node takes no directory that a majority of those in force before has not cosigned.</summary>
public sealed class WitnessedDirectoryTests : IAsyncLifetime
{
    private readonly SigningKey _tjk = SigningKey.Generate();
    private TestFederation _federation = null!;

    private DirectoryKeeper Node => _federation.Asker.Directories;

    public async Task InitializeAsync()
    {
        _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,\n");

        // With this third member a quorum is asked for; the directory that admits it takes effect on the federation keys alone.
        _federation.Document.Admit(new MemberDescriptor(new ListedMember(
            MemberId.Parse("TJK"), "Tajikistan", Suspended: false,
            [Key(KeyUse.Signing, 1), Key(KeyUse.Sealing, 2), Key(KeyUse.Tls, 3), new ListedKey(KeyUse.Witness, _tjk.PublicKey.ToArray(), Before, null)],
            [], [new ListedDesk("Desk", "desk@example.org")])).ToJson());
        await _federation.PublishDirectoryAsync();
    }

    public async Task DisposeAsync()
    {
        await _federation.DisposeAsync();
        _tjk.Dispose();
    }

    private DateTimeOffset Before => _federation.Clock.GetUtcNow().AddDays(-1);

    [Fact]
    public void Directory_ThatAdmitsTheThird_NeedsNoWitness()
    {
        Node.Version.ShouldBe(2ul);
        Node.Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Directory_WithoutAProof_IsNotTakenAndRaisesAnAlarm()
    {
        await OfferAsync(cosigners: null);

        Node.Version.ShouldBe(2ul);
        Node.Refused.ShouldNotBeNull().Version.ShouldBe(3ul);
        var doctor = new NodeLiveDoctor(
            "1", _federation.Asker.Hub, _federation.Asker.HubState, Node, null, _federation.Asker.Database, _federation.Asker.Filters, _federation.Asker.SelfTester,
            _federation.Asker.Log, _federation.Asker.Gossip, _federation.Clock);
        _federation.Hub.OnState = () => Task.FromResult(new HubReport("1", _federation.Clock.GetUtcNow(), 3, StreamOpen: true, OpenDeliveryCount: 0, []));
        (await doctor.ExamineAsync(selfTest: false, CancellationToken.None)).ShouldContain(finding => finding.Code == "directory-unwitnessed" && finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task Directory_CosignedByOneOfThree_IsNotTaken_AndByTwoItIs()
    {
        await OfferAsync([Kaz]);
        Node.Version.ShouldBe(2ul);

        _federation.Hub.DirectoryProofs[DigestOf(_federation.Hub.Directories[^1])] = Prove(_federation.Hub.Directories[^1], [Kaz, Tjk]);
        await RefreshAsync();

        Node.Version.ShouldBe(3ul);
        Node.Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Directory_NotTaken_IsNeverAnsweredUnder()
    {
        var search = (await _federation.PrepareAsync(new Matching.MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;
        await OfferAsync(cosigners: null);
        var delivery = Responder.Forgery.Query(_federation, search, query => query.DirectoryVersion = 3);

        var reply = await _federation.Owner.Queries.AnswerAsync(delivery, CancellationToken.None);

        reply.ShouldNotBeNull().Answers.Select(answer => Responder.Forgery.Verify(_federation, answer).Refusal?.Code).Distinct().ShouldBe([ErrorCode.DirectoryStale]);
        _federation.Owner.Directories.Version.ShouldBe(2ul);
    }

    [Fact]
    public async Task NodeThatWasAway_GoesThroughTheVersionsOneAfterTheOther_AndStopsAtTheFirstThatIsNotWitnessed()
    {
        Add([Kaz, Uzb]);
        Add([Uzb, Tjk]);
        Add(cosigners: null);
        Add([Kaz, Uzb]);

        await RefreshAsync();

        Node.Version.ShouldBe(4ul);
        Node.Refused.ShouldNotBeNull().Version.ShouldBe(5ul);
    }

    [Fact]
    public async Task NodeThatHasSeenNothing_BeginsWithWhatTheMajorityHadCosigned()
    {
        (await _federation.Owner.Log.LatestAsync(CancellationToken.None)).ShouldBeNull();
        await OfferAsync([Kaz, Tjk]);
        var witnessed = _federation.Hub.DirectoryProofs[DigestOf(_federation.Hub.Directories[^1])].Receipt.Checkpoint;

        (await _federation.Owner.Log.LatestAsync(CancellationToken.None)).ShouldNotBeNull().Head.ShouldBe(witnessed.Head);

        // A history of its own for the new member, signed by the log's key: of the same size it is a fork, at once.
        var forged = _federation.Hub.Log.Fork((int)witnessed.Head.Size - 1);
        await _federation.Owner.Log.ConsiderAsync(forged.Prove(new AuditPayload(AuditKind.AdministratorAction, null, "x", [])).Receipt.Checkpoint, null, CancellationToken.None);
        _federation.Owner.Log.IsForked.ShouldBeTrue();
    }

    private Cosigner Kaz => new(LogNames.Witness("test", TestFederation.Kaz), _federation.Asker.Keys.WitnessKey);

    private Cosigner Uzb => new(LogNames.Witness("test", TestFederation.Uzb), _federation.Owner.Keys.WitnessKey);

    private Cosigner Tjk => new(LogNames.Witness("test", MemberId.Parse("TJK")), _tjk);

    private ListedKey Key(KeyUse use, byte seed) => new(use, SigningKey.ImportSeed(Digest.Of([seed]).ToArray()).PublicKey.ToArray(), Before, null);

    private static Digest DigestOf(Envelope directory) => Digest.Of(directory.Payload.Span);

    /// <summary>Offers a next directory to both nodes.</summary>
    private async Task OfferAsync(Cosigner[]? cosigners)
    {
        Add(cosigners);
        await RefreshAsync();
    }

    private void Add(Cosigner[]? cosigners)
    {
        var signed = _federation.Document.Sign(_federation.Clock.GetUtcNow(), TimeSpan.FromDays(30), _federation.FederationKey);
        _federation.Continue(signed);
        _federation.Hub.Directories.Add(signed);
        if (cosigners is not null)
        {
            _federation.Hub.DirectoryProofs[DigestOf(signed)] = Prove(signed, cosigners);
        }
    }

    private LogProof Prove(Envelope directory, Cosigner[] cosigners)
    {
        var version = DirectoryVerifier.Read(directory).OrThrow().Version;
        var proof = _federation.Hub.Log.Prove(new AuditPayload(
            AuditKind.DirectoryPublished, null, FormattableString.Invariant($"{version}"), [new AuditDetail("digest", DigestOf(directory).ToString())]));
        var checkpoint = cosigners.Aggregate(proof.Receipt.Checkpoint, (signed, witness) => signed.With(witness.Cosign(signed.Note, _federation.Clock.GetUtcNow())));
        return proof with { Receipt = proof.Receipt with { Checkpoint = checkpoint } };
    }

    private async Task RefreshAsync()
    {
        foreach (var node in new[] { _federation.Asker, _federation.Owner })
        {
            await node.Directories.RefreshAsync(node.Directories.Version + 1, CancellationToken.None);
        }
    }
}

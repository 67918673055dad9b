using FedHub.Contracts.Common.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Matching;
using FedHub.Node.Doctor;
using FedHub.Node.Tests.Responder;
using FedHub.Node.Witness;
using FedHub.Transparency;
using Google.Protobuf;

namespace FedHub.Node.Tests.Witness;

/// <summary>What members tell each other of the log, past the hub.</summary>
public sealed class LogGossipTests : IAsyncLifetime
{
    private TestFederation _federation = null!;

    private LogGossip Gossip => _federation.Owner.Gossip;

    public async Task InitializeAsync()
    {
        _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,+77011234567\n");
        for (var i = 0; i < 3; i++)
        {
            var search = (await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;
            await Forgery.AnswerAsync(_federation, _federation.DeliveryOf(search));
        }
    }

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Fact]
    public async Task PartsAndAnswers_CarryWhatTheSenderHasSeen()
    {
        await _federation.Asker.Log.ConsiderAsync(_federation.Hub.Log.Checkpoint(2), null, CancellationToken.None);
        var search = (await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;

        _federation.Owner.Keys.SealingKey.TryOpen(search.SealedParts[0], out var plaintext).ShouldBeTrue();
        PartContent.Parser.ParseFrom(plaintext).LogState.ShouldBe(StateOf(_federation.Hub.Log.Checkpoint(2).Head));
        var delivery = _federation.DeliveryOf(search);
        var reply = (await _federation.Owner.Queries.AnswerAsync(delivery, CancellationToken.None)).ShouldNotBeNull();
        search.ReplyKey.TryOpen(reply.Answers[0].Content.Span, out var answer).ShouldBeTrue();
        AnswerContent.Parser.ParseFrom(answer).LogState.ShouldBe(StateOf(delivery.Proof!.Receipt.Checkpoint.Head));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task View_OfTheSameHistory_IsProvenAndSaysNothing(int size)
    {
        for (var i = 0; i < 3; i++)
        {
            _federation.Hub.Log.Prove(new AuditPayload(AuditKind.AdministratorAction, null, "hub", []));
        }

        await Gossip.CompareAsync(TestFederation.Kaz, _federation.Hub.Log.Checkpoint(size).Head, CancellationToken.None);

        Gossip.Differing.ShouldBeNull();
    }

    [Fact]
    public async Task View_OfAnotherHistory_IsShown()
    {
        var latest = _federation.Owner.Log.State.Latest!.Head;

        await Gossip.CompareAsync(TestFederation.Kaz, latest with { Root = Digest.Of("another history"u8) }, CancellationToken.None);

        Gossip.Differing.ShouldNotBeNull().Member.ShouldBe(TestFederation.Kaz);
        LogExam.Look(_federation.Owner.Log, Gossip).Select(finding => finding.Code).ShouldContain("log-view-differs");
    }

    [Fact]
    public async Task View_OfALargerTreeThatTheHubDoesNotProve_IsShown()
    {
        _federation.Hub.WithholdsProofs = true;

        await Gossip.CompareAsync(TestFederation.Kaz, new TreeHead(1000, Digest.Of("larger"u8)), CancellationToken.None);

        Gossip.Differing.ShouldNotBeNull().Size.ShouldBe(1000);
    }

    [Fact]
    public void Said_ThatIsNotWellFormed_IsIgnored()
    {
        Gossip.Hear(TestFederation.Kaz, null);
        Gossip.Hear(TestFederation.Kaz, new LogState { Size = ulong.MaxValue, Root = ByteString.CopyFrom(new byte[32]) });
        Gossip.Hear(TestFederation.Kaz, new LogState { Size = 1, Root = ByteString.CopyFrom(new byte[31]) });

        Gossip.Differing.ShouldBeNull();
    }

    private static LogState StateOf(TreeHead head) => new() { Size = (ulong)head.Size, Root = ByteString.CopyFrom(head.Root.AsSpan()) };
}

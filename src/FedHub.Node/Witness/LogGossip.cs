using System.Threading.Channels;
using FedHub.Contracts.Common.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using ErrorCode = FedHub.Protocol.ErrorCode;

namespace FedHub.Node.Witness;

/// <summary>
/// Compares what other members say that they have seen of the log, inside parts and answers that the hub cannot open, with what was verified
/// here. A hub that keeps two members in two histories is found out by the first message that passes between them.
/// </summary>
internal sealed class LogGossip(LogGuard log, IHub hub, TimeProvider clock, ILogger<LogGossip> logger)
{
    private const int MaxProofs = 4;

    // What does not fit is dropped: members speak again with their next message.
    private readonly Channel<(MemberId From, TreeHead Head)> _heard =
        Channel.CreateBounded<(MemberId, TreeHead)>(new BoundedChannelOptions(256) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    // Written by the loop, read by status and doctor.
    private volatile DifferingView? _differing;

    /// <summary>The last member whose view was not proven to be of this node's history; null when there was none since the start.</summary>
    public DifferingView? Differing => _differing;

    /// <summary>What this node has seen, for its own messages; null when it has seen nothing.</summary>
    public LogState? Own() => log.State.Latest?.Head is { } head
        ? new LogState { Size = (ulong)head.Size, Root = ByteString.CopyFrom(head.Root.AsSpan()) }
        : null;

    /// <summary>Takes in what a member said in a message that it signed. Never waits: the comparison must not hold up an answer.</summary>
    public void Hear(MemberId from, LogState? said)
    {
        if (said is null || said.Size is 0 or > long.MaxValue || !Digest.TryFromBytes(said.Root.Span, out var root))
        {
            return;
        }

        var head = new TreeHead((long)said.Size, root);
        if (log.State.Find(head.Size) != head)
        {
            _heard.Writer.TryWrite((from, head));
        }
    }

    /// <summary>Compares until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var (from, head) in _heard.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await CompareAsync(from, head, cancellationToken);
            }
            catch (FedHubException exception) when (exception.Refusal.Code == ErrorCode.Unavailable)
            {
                // The hub is away; the member says it again with its next message.
            }
        }
    }

    /// <summary>Compares one view.</summary>
    public async Task CompareAsync(MemberId from, TreeHead head, CancellationToken cancellationToken)
    {
        var verdict = GossipComparison.Compare(log.State, head, null);

        // The state may move on while the proof is fetched, so that another one is needed.
        for (var asked = 0; asked < MaxProofs && verdict.Outcome == GossipOutcome.NeedProof; asked++)
        {
            if (await FetchAsync(verdict, cancellationToken) is not { } proof)
            {
                break;
            }

            verdict = GossipComparison.Compare(log.State, head, proof);
        }

        if (verdict.Outcome is GossipOutcome.Same or GossipOutcome.Consistent)
        {
            return;
        }

        _differing = new DifferingView(from, head.Size, clock.GetUtcNow());
        WitnessLog.ViewDiffers(logger, from, head.Size);
    }

    private async Task<ConsistencyProof?> FetchAsync(GossipVerdict verdict, CancellationToken cancellationToken)
    {
        try
        {
            return await hub.GetConsistencyAsync(verdict.ProofFrom, verdict.ProofTo, cancellationToken);
        }
        catch (FedHubException exception) when (exception.Refusal.Code != ErrorCode.Unavailable)
        {
            // The hub knows no such tree, although a member has seen it.
            WitnessLog.NoProof(logger, verdict.ProofFrom, verdict.ProofTo, exception.Refusal.Code);
            return null;
        }
    }
}

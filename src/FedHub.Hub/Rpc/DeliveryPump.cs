using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Letter.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub.Rpc;

/// <summary>Writes a member's deliveries to its stream: first all that is due, then what comes.</summary>
internal sealed class DeliveryPump(
    DeliveryStreams streams,
    QueryExchange queries,
    QueryStore queryStore,
    DisclosureExchange disclosures,
    DisclosureStore disclosureStore,
    LetterExchange letters,
    PublishedLog log,
    MemberRegistry members,
    ILogger<DeliveryPump> logger)
{
    /// <summary>Writes until the stream ends.</summary>
    /// <param name="member">Whose stream it is.</param>
    /// <param name="announced">The newest checkpoint that the member says it has verified; null for none.</param>
    /// <param name="responses">Where to.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    internal async Task RunAsync(
        MemberId member, SignedCheckpoint? announced, IServerStreamWriter<OpenDeliveriesResponse> responses, CancellationToken cancellationToken)
    {
        using var stream = streams.Open(member);
        HubMeter.StreamsOpen.Add(1);
        logger.StreamOpened(member);
        try
        {
            // Another log's, as after a new one was begun, is no tree to start a proof from.
            var known = announced is not null && log.HasSigned(announced) ? announced.Head.Size : 0;
            var writer = new DeliveryWriter(member, known, responses);
            if (members.InForce().Member(member) is { } listed && await log.AnnounceAsync(listed, announced, cancellationToken))
            {
                // The log may sign from now on, so what waited for it can be proven, to whomever it is due.
                streams.EnqueueAll(new DueAgain());
            }

            await foreach (var delivery in stream.ReadAsync(cancellationToken))
            {
                switch (delivery)
                {
                    case null:
                        await SendAsync(new ChangeDue([]), writer, cancellationToken);
                        await SendDueAsync(writer, cancellationToken);
                        break;
                    case DueAgain:
                        await SendDueAsync(writer, cancellationToken);
                        break;
                    default:
                        await SendAsync(delivery, writer, cancellationToken);
                        break;
                }
            }
        }
        finally
        {
            streams.Remove(stream);
            HubMeter.StreamsOpen.Add(-1);
            logger.StreamEnded(member);
        }
    }

    private async Task SendDueAsync(DeliveryWriter writer, CancellationToken cancellationToken)
    {
        foreach (var key in await queries.ListDueAsync(writer.Member, cancellationToken))
        {
            await SendAsync(new QueryDue(key), writer, cancellationToken);
        }

        foreach (var digest in await disclosures.ListDueAsync(writer.Member, cancellationToken))
        {
            await SendAsync(new DisclosureDue(digest), writer, cancellationToken);
        }

        foreach (var letter in await letters.ListDueAsync(writer.Member, cancellationToken))
        {
            await SendAsync(letter, writer, cancellationToken);
        }
    }

    private async Task SendAsync(Delivery delivery, DeliveryWriter writer, CancellationToken cancellationToken)
    {
        var message = delivery switch
        {
            QueryDue due => await ReadAsync(due.Key, writer, cancellationToken),
            DisclosureDue due => await ReadAsync(due.RequestDigest, writer, cancellationToken),
            LetterDue due => await ReadAsync(due, writer, cancellationToken),
            CheckpointDue due => await ReadAsync(due.Checkpoint, writer, cancellationToken),
            ChangeDue change => Notice(change),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery), "Every delivery has a message."),
        };

        // Null: answered or gone meanwhile, or the log cannot prove it yet, in which case it comes again when it can.
        if (message is not null)
        {
            await writer.Responses.WriteAsync(message, cancellationToken);
        }
    }

    /// <summary>No delivery leaves without the proof that the log has it.</summary>
    private async Task<Contracts.Exchange.V1.LogProof?> ProveAsync(Transparency.LogReceipt receipt, DeliveryWriter writer, CancellationToken cancellationToken)
    {
        if (await log.ProveAsync(receipt.Index, writer.KnownSize, cancellationToken) is not { } proof)
        {
            return null;
        }

        writer.KnownSize = Math.Max(writer.KnownSize, proof.Receipt.Checkpoint.Head.Size);
        return LogProofCodec.ToProto(proof);
    }

    private async Task<OpenDeliveriesResponse?> ReadAsync(QueryKey key, DeliveryWriter writer, CancellationToken cancellationToken)
    {
        if (await queryStore.FindDeliveryAsync(key, writer.Member, cancellationToken) is not { } stored
            || await ProveAsync(stored.Receipt, writer, cancellationToken) is not { } proof)
        {
            return null;
        }

        var message = new QueryDelivery { Query = EnvelopeBytes.ToProto(stored.Envelope), Proof = proof };
        message.SealedParts.AddRange(stored.SealedParts.Select(part => new SealedPart { Ciphertext = ByteString.CopyFrom(part) }));
        return new OpenDeliveriesResponse { Query = message };
    }

    private async Task<OpenDeliveriesResponse?> ReadAsync(Digest request, DeliveryWriter writer, CancellationToken cancellationToken) =>
        await disclosureStore.FindAsync(request, cancellationToken) is { Answer: null } stored && await ProveAsync(stored.Receipt, writer, cancellationToken) is { } proof
            ? new OpenDeliveriesResponse { Disclosure = new DisclosureDelivery { Disclosure = SealedDisclosure.Parser.ParseFrom(stored.Request), Proof = proof } }
            : null;

    private async Task<OpenDeliveriesResponse?> ReadAsync(LetterDue due, DeliveryWriter writer, CancellationToken cancellationToken) =>
        await letters.FindAsync(due.Sender, due.Id, cancellationToken) is { Message: { } message } stored && await ProveAsync(stored.Receipt, writer, cancellationToken) is { } proof
            ? new OpenDeliveriesResponse { Letter = new LetterDelivery { Letter = SealedLetter.Parser.ParseFrom(message), Proof = proof } }
            : null;

    /// <summary>One smaller than what went out before would get no cosignature: it is not the largest that the member has seen.</summary>
    private async Task<OpenDeliveriesResponse?> ReadAsync(SignedCheckpoint checkpoint, DeliveryWriter writer, CancellationToken cancellationToken)
    {
        if (checkpoint.Head.Size < writer.KnownSize)
        {
            return null;
        }

        var consistency = await log.ProveConsistencyAsync(writer.KnownSize, checkpoint.Head.Size, cancellationToken);
        writer.KnownSize = checkpoint.Head.Size;
        return new OpenDeliveriesResponse
        {
            Checkpoint = new CheckpointNotice { Checkpoint = ByteString.CopyFrom(checkpoint.ToBytes()), Consistency = LogProofCodec.ToProto(consistency) },
        };
    }

    private OpenDeliveriesResponse Notice(ChangeDue change)
    {
        var notice = new ChangeNotice { DirectoryVersion = members.Version };
        notice.ManifestMembers.AddRange(change.ManifestMembers.Select(id => id.ToString()));
        return new OpenDeliveriesResponse { Change = notice };
    }
}

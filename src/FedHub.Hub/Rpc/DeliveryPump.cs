using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Letter.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
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
    MemberRegistry members,
    ILogger<DeliveryPump> logger)
{
    internal async Task RunAsync(MemberId member, IServerStreamWriter<OpenDeliveriesResponse> writer, CancellationToken cancellationToken)
    {
        using var stream = streams.Open(member);
        HubMeter.StreamsOpen.Add(1);
        logger.StreamOpened(member);
        try
        {
            await foreach (var delivery in stream.ReadAsync(cancellationToken))
            {
                switch (delivery)
                {
                    case null:
                        await SendAsync(member, new ChangeDue([]), writer, cancellationToken);
                        await SendDueAsync(member, writer, cancellationToken);
                        break;
                    case DueAgain:
                        await SendDueAsync(member, writer, cancellationToken);
                        break;
                    default:
                        await SendAsync(member, delivery, writer, cancellationToken);
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

    private async Task SendDueAsync(MemberId member, IServerStreamWriter<OpenDeliveriesResponse> writer, CancellationToken cancellationToken)
    {
        foreach (var key in await queries.ListDueAsync(member, cancellationToken))
        {
            await SendAsync(member, new QueryDue(key), writer, cancellationToken);
        }

        foreach (var digest in await disclosures.ListDueAsync(member, cancellationToken))
        {
            await SendAsync(member, new DisclosureDue(digest), writer, cancellationToken);
        }

        foreach (var letter in await letters.ListDueAsync(member, cancellationToken))
        {
            await SendAsync(member, letter, writer, cancellationToken);
        }
    }

    private async Task SendAsync(
        MemberId member, Delivery delivery, IServerStreamWriter<OpenDeliveriesResponse> writer, CancellationToken cancellationToken)
    {
        var message = delivery switch
        {
            QueryDue due => await ReadAsync(member, due.Key, cancellationToken),
            DisclosureDue due => await ReadAsync(due.RequestDigest, cancellationToken),
            LetterDue due => await ReadAsync(due, cancellationToken),
            ChangeDue change => Notice(change),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery), "Every delivery has a message."),
        };

        // Null: answered or gone meanwhile.
        if (message is not null)
        {
            await writer.WriteAsync(message, cancellationToken);
        }
    }

    private async Task<OpenDeliveriesResponse?> ReadAsync(MemberId member, QueryKey key, CancellationToken cancellationToken)
    {
        if (await queryStore.FindDeliveryAsync(key, member, cancellationToken) is not { } stored)
        {
            return null;
        }

        var message = new QueryDelivery { Query = EnvelopeBytes.ToProto(stored.Envelope), Receipt = ReceiptCodec.ToProto(stored.Receipt) };
        message.SealedParts.AddRange(stored.SealedParts.Select(part => new SealedPart { Ciphertext = Google.Protobuf.ByteString.CopyFrom(part) }));
        return new OpenDeliveriesResponse { Query = message };
    }

    private async Task<OpenDeliveriesResponse?> ReadAsync(Digest request, CancellationToken cancellationToken) =>
        await disclosureStore.FindAsync(request, cancellationToken) is { Answer: null } stored
            ? new OpenDeliveriesResponse
            {
                Disclosure = new DisclosureDelivery
                {
                    Disclosure = SealedDisclosure.Parser.ParseFrom(stored.Request),
                    Receipt = ReceiptCodec.ToProto(stored.Receipt),
                },
            }
            : null;

    private async Task<OpenDeliveriesResponse?> ReadAsync(LetterDue due, CancellationToken cancellationToken) =>
        await letters.FindAsync(due.Sender, due.Id, cancellationToken) is { Message: { } message } stored
            ? new OpenDeliveriesResponse
            {
                Letter = new LetterDelivery { Letter = SealedLetter.Parser.ParseFrom(message), Receipt = ReceiptCodec.ToProto(stored.Receipt) },
            }
            : null;

    private OpenDeliveriesResponse Notice(ChangeDue change)
    {
        var notice = new ChangeNotice { DirectoryVersion = members.Version };
        notice.ManifestMembers.AddRange(change.ManifestMembers.Select(id => id.ToString()));
        return new OpenDeliveriesResponse { Change = notice };
    }
}

using System.Text;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>The log entries about letters and cancellations.</summary>
internal static class LetterEvents
{
    internal static NewLogEntry Relayed(VerifiedLetter letter, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.MessageRelayed, letter.Sender, letter.Id.ToString())
            .Add("recipient", letter.Recipient.ToString())
            .Add("letter-digest", letter.Digest)
            .Add("sealed-digest", letter.SealedContentDigest)
            .Add("expires", letter.ExpiresAt);
        return NewLogEntry.Create(IdempotencyKey.Derive(AuditKind.MessageRelayed, letter.Digest.ToArray()), now, builder.Build());
    }

    internal static NewLogEntry Cancelled(VerifiedCancellation cancellation, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.QueryCancelled, cancellation.Origin, cancellation.QueryId.ToString())
            .Add("query-digest", cancellation.QueryDigest)
            .Add("statement-digest", cancellation.Digest);
        byte[] distinguisher = [.. Encoding.ASCII.GetBytes(cancellation.Origin.ToString()), .. cancellation.QueryId.ToArray()];
        return NewLogEntry.Create(IdempotencyKey.Derive(AuditKind.QueryCancelled, distinguisher), now, builder.Build());
    }
}

using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Letters;

/// <summary>Sends letters and asks the hub about them until their recipients have them; one that expired meanwhile is sealed and signed anew.</summary>
internal sealed class LetterSender(
    MemberId self, Func<SigningKey> nodeKey, IHub hub, DirectoryKeeper directories, LetterOutbox outbox, TimeProvider clock, ILogger<LetterSender> logger)
{
    private const int PaddingMultipleBytes = 8_192;

    private static readonly TimeSpan _every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _askAgain = TimeSpan.FromMinutes(10);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            var sent = await TrySendAsync(cancellationToken);
            await outbox.Signal.WaitAsync(sent ? _every : HubRetry.Pause(failures), clock, cancellationToken);
            failures = sent ? 0 : failures + 1;
        }
    }

    /// <summary>Sends all letters whose turn has come.</summary>
    /// <exception cref="FedHubException">Unavailable: the hub cannot be reached; they still wait.</exception>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        if (!directories.IsKnown)
        {
            return;
        }

        foreach (var letter in await outbox.DueAsync(clock.GetUtcNow(), cancellationToken))
        {
            await SendAsync(letter, cancellationToken);
        }
    }

    private async Task SendAsync(OutgoingLetter letter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (letter.Envelope is null && !await SealAsync(letter, now, cancellationToken))
        {
            await outbox.DeferAsync(letter, now + _askAgain, anew: true, cancellationToken);
            return;
        }

        try
        {
            // A crash anywhere here sends the same bytes again, which the hub answers from its store.
            var sent = await hub.SendLetterAsync(new SealedMessage(EnvelopeBytes.Decode(letter.Envelope!), letter.Sealed), cancellationToken);
            await (sent.State == LetterState.Taken
                ? outbox.RemoveAsync(letter, cancellationToken)
                : outbox.DeferAsync(letter, sent.State == LetterState.Held ? now + _askAgain : now, anew: sent.State == LetterState.Expired, cancellationToken));
        }
        catch (FedHubException refused) when (refused.Refusal.Code == ErrorCode.Replayed)
        {
            // This node said something under this id before, and was restored from a backup since: the first word stands.
            LetterLog.SaidBefore(logger, MemberId.Parse(letter.Recipient));
            await outbox.RemoveAsync(letter, cancellationToken);
        }
        catch (FedHubException refused) when (refused.Refusal.Code != ErrorCode.Unavailable)
        {
            // Expired on its way, a key that rotated, a member that left: sealed and signed anew, later.
            LetterLog.NotSent(logger, refused.Refusal.Code);
            await outbox.DeferAsync(letter, now + (refused.Refusal.Code == ErrorCode.Expired ? TimeSpan.Zero : _askAgain), anew: true, cancellationToken);
        }
    }

    private async Task<bool> SealAsync(OutgoingLetter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (directories.Current.Member(MemberId.Parse(letter.Recipient)) is not { Suspended: false } recipient || !recipient.TryGetSealingKeyAt(now, out var sealTo))
        {
            return false;
        }

        var content = outbox.Open(letter);
        content.Padding = MessagePadding.For(content.CalculateSize(), PaddingMultipleBytes);
        var sealedContent = sealTo.Seal(content.ToByteArray());
        var expiresAt = now + ProtocolLimits.WaitingLifetime;
        var message = new Letter
        {
            LetterId = ByteString.CopyFrom(letter.Id),
            Sender = self.ToString(),
            Recipient = letter.Recipient,
            SealedContentDigest = ByteString.CopyFrom(Digest.Of(sealedContent).AsSpan()),
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = expiresAt.ToUnixTimeMilliseconds(),
        };
        await outbox.KeepSealedAsync(letter, Envelope.Sign(PayloadTypes.Letter, message.ToByteArray(), nodeKey()), sealedContent, expiresAt, cancellationToken);
        return true;
    }

    private async Task<bool> TrySendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendDueAsync(cancellationToken);
            return true;
        }
        catch (FedHubException)
        {
            // Out of reach for now: what waits is sent when the hub is back.
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of one attempt: whatever it was, the letters still wait and are tried again.
            LetterLog.SendingBroke(logger, exception);
            return false;
        }
    }
}

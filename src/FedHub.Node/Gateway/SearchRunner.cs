using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>Runs prepared searches and wipes their secrets with the last outcome.</summary>
internal sealed class SearchRunner(SearchServices services, PreparedSearches searches, SearchStore store, Func<SigningKey> nodeKey)
{
    /// <summary>Takes the search, checks the officer's signature, adds the node's, and runs it to the end.</summary>
    /// <exception cref="FedHubException">Not there or run already, expired, a wrong signature, or the hub refuses the query.</exception>
    public async IAsyncEnumerable<SearchEvent> RunAsync(
        PreparedSearch search, Signature officerSignature, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signed = Sign(search, officerSignature);
        if (!searches.TryTake(search))
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The search was run already; prepare it again.");
        }

        await foreach (var happened in RunOwnedAsync(search, signed, cancellationToken))
        {
            yield return happened;
        }
    }

    /// <summary>Runs a search that the caller took or built; it is disposed and wiped at the end.</summary>
    public async IAsyncEnumerable<SearchEvent> RunOwnedAsync(
        PreparedSearch search, Envelope signed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = Channel.CreateUnbounded<SearchEvent>(new UnboundedChannelOptions { SingleReader = true });
        var running = ExecuteAsync(search, signed, events.Writer, stop.Token);
        try
        {
            await foreach (var happened in events.Reader.ReadAllAsync(cancellationToken))
            {
                yield return happened;
            }
        }
        finally
        {
            // The reader may have gone away: nobody is asked on for an answer that nobody reads.
            await stop.CancelAsync();
            await running;
        }
    }

    /// <summary>The officer's and the node's signatures over the same bytes.</summary>
    public Envelope Sign(PreparedSearch search, Signature officerSignature)
    {
        if (search.ExpiresAt <= services.Clock.GetUtcNow())
        {
            throw new FedHubException(ErrorCode.Expired, "The search was not signed in time; prepare it again.");
        }

        if (!search.OfficerKey.Verify(Envelope.Encode(PayloadTypes.MatchQuery, search.Payload.Span), officerSignature))
        {
            throw new FedHubException(ErrorCode.SignatureInvalid, "The signature is not the officer's over this search.");
        }

        return new Envelope(PayloadTypes.MatchQuery, search.Payload, [new EnvelopeSignature(search.OfficerKey.KeyId, officerSignature)]).AddSignature(nodeKey());
    }

    private async Task ExecuteAsync(PreparedSearch search, Envelope signed, ChannelWriter<SearchEvent> events, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await new SearchRun(services, search, events, cancellationToken).ExecuteAsync(signed);
        }
        catch (Exception exception)
        {
            // Handed to the reader, which is the only one waiting for it.
            failure = exception;
        }

        search.Dispose();
        events.TryComplete(failure);
        await WipeAsync(search);
    }

    private async Task WipeAsync(PreparedSearch search)
    {
        try
        {
            await store.WipeAsync(search.QueryId, CancellationToken.None);
        }
        catch (Exception exception) when (exception is Microsoft.Data.Sqlite.SqliteException or ObjectDisposedException or OperationCanceledException)
        {
            GatewayLog.WipeFailed(services.Logger, exception);
        }
    }
}

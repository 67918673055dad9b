using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FedHub.Cryptography;
using FedHub.Node.Searches;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>Runs prepared searches. An officer's search goes on when its reader has gone away; the self-test's ends with its reader.</summary>
internal sealed class SearchRunner(SearchServices services, PreparedSearches searches, SearchStore store, LiveSearches live, Func<SigningKey> nodeKey)
{
    /// <summary>Takes the search, checks the officer's signature, adds the node's, and runs it.</summary>
    /// <exception cref="FedHubException">Not there or run already, expired, a wrong signature, or the hub refuses the query.</exception>
    public async IAsyncEnumerable<SearchEvent> RunAsync(
        PreparedSearch search, Signature officerSignature, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signed = Sign(search, officerSignature);
        if (!searches.TryTake(search))
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The search was run already; prepare it again.");
        }

        // Durable before the query leaves: a crash after this line takes it up again.
        try
        {
            await services.Keeper.SignedAsync(search, signed, cancellationToken);
        }
        catch (FedHubException)
        {
            // Nobody else owns its secrets any more.
            search.Dispose();
            throw;
        }

        var livesOn = search.IsWaiting || search.NeedsConfirmation;
        var events = NewEvents();
        live.Start(search, token => ExecuteAsync(search, signed, RunTerms.New, events.Writer, token));
        await foreach (var happened in events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return happened;
            if (livesOn && happened is SearchFinished)
            {
                yield break;
            }
        }
    }

    /// <summary>Takes up searches that were signed and have not ended when the node stopped.</summary>
    public void Resume()
    {
        foreach (var (search, signed) in store.LoadSigned())
        {
            var terms = services.Keeper.TermsOf(search.QueryId);
            live.Start(search, token => ExecuteAsync(search, signed, terms, NewEvents().Writer, token));
        }
    }

    /// <summary>Runs a search of the self-test, which the caller built; it is disposed and wiped at the end.</summary>
    public async IAsyncEnumerable<SearchEvent> RunOwnedAsync(
        PreparedSearch search, Envelope signed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = NewEvents();
        var running = ExecuteAsync(search, signed, RunTerms.New, events.Writer, stop.Token);
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

    private static Channel<SearchEvent> NewEvents() => Channel.CreateUnbounded<SearchEvent>(new UnboundedChannelOptions { SingleReader = true });

    private async Task ExecuteAsync(PreparedSearch search, Envelope signed, RunTerms terms, ChannelWriter<SearchEvent> events, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await new SearchRun(services, search, terms, events, cancellationToken).ExecuteAsync(signed);
        }
        catch (Exception exception)
        {
            // Handed to the reader, if one is still there. What had no answer yet is shown as broken off (SearchCutOff).
            failure = exception;
            if (exception is not (FedHubException or OperationCanceledException))
            {
                GatewayLog.SearchBrokeOff(services.Logger, exception);
            }
        }

        search.Dispose();
        await EndAsync(search, failure, cancellationToken);
        events.TryComplete(failure);
    }

    private async Task EndAsync(PreparedSearch search, Exception? failure, CancellationToken cancellationToken)
    {
        try
        {
            if (search.IsSelfTest)
            {
                await store.WipeAsync(search.QueryId, CancellationToken.None);
            }
            else if (failure is null || !cancellationToken.IsCancellationRequested)
            {
                // The node's stop is no end: the next start takes the search up again.
                await services.Keeper.EndedAsync(search.QueryId, failure is FedHubException, CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is Microsoft.Data.Sqlite.SqliteException or ObjectDisposedException or OperationCanceledException)
        {
            GatewayLog.WipeFailed(services.Logger, exception);
        }
    }
}

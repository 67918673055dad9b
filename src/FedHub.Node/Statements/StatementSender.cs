using FedHub.Cryptography;
using FedHub.Node.HubLink;
using FedHub.Node.Officers;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Statements;

/// <summary>Sends statements to the hub, signed by the node, one after another in their order, each until it is acknowledged.</summary>
internal sealed class StatementSender(
    IHub hub, DirectoryKeeper directories, NodeDatabase database, StatementOutbox outbox, Func<SigningKey> nodeKey, TimeProvider clock,
    ILogger<StatementSender> logger) : IDisposable
{
    private static readonly TimeSpan _every = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        ErrorCode? told = null;
        while (true)
        {
            var failure = await TryFlushAsync(cancellationToken);
            // Before there is a directory nothing can be sent, and the loop that fetches it says why.
            if (failure is { } code && failure != told && directories.IsKnown)
            {
                StatementLog.NotSent(logger, code);
            }

            told = failure;
            await outbox.Signal.WaitAsync(failure is null ? _every : HubRetry.Pause(failures), clock, cancellationToken);
            failures = failure is null ? 0 : failures + 1;
        }
    }

    /// <summary>Sends all that wait.</summary>
    /// <exception cref="FedHubException">The hub cannot be reached or refuses; what it has not taken still waits.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (await database.ReadAsync(StatementTable.First, cancellationToken) is { } next)
            {
                // Without a directory nothing says whose hub this is.
                _ = directories.Current;
                var signed = Envelope.Sign(PayloadTypes.Statement, next.Payload, nodeKey());
                await hub.SubmitStatementAsync(next.Kind, next.IdempotencyKey, signed, cancellationToken);

                // A crash before this line sends it again; the hub answers from its log, by the key.
                await database.WriteAsync(connection => { StatementTable.Remove(connection, next.Id); return true; }, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes sure that the log holds a credential's issue, and that the credential was not revoked, before a query under it leaves.</summary>
    /// <exception cref="FedHubException">Revoked, or as for <see cref="FlushAsync"/>.</exception>
    public async Task EnsureUsableAsync(ReadOnlyMemory<byte> credentialId, CancellationToken cancellationToken)
    {
        var id = credentialId.ToArray();
        var (isLive, isWaiting) = await database.ReadAsync(
            connection => (CredentialTable.IsLive(connection, id), StatementTable.IsIssueWaiting(connection, id)), cancellationToken);
        if (!isLive)
        {
            throw new FedHubException(ErrorCode.CredentialInvalid, "Your rights were changed or withdrawn since the search was prepared; prepare it again.");
        }

        if (isWaiting)
        {
            await FlushAsync(cancellationToken);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<ErrorCode?> TryFlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
            return null;
        }
        catch (FedHubException exception)
        {
            return exception.Refusal.Code;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of one attempt: whatever it was, the statements still wait and are tried again.
            StatementLog.SendingBroke(logger, exception);
            return ErrorCode.Unavailable;
        }
    }
}

using FedHub.Grpc;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>Forgets what has served: once a minute, in steps that may each be cut off.</summary>
internal sealed class HubMaintenance(
    SqliteDatabase database,
    FilterCatalogue filters,
    LetterExchange letters,
    PayloadRetention retention,
    DeliveryStreams streams,
    MemberRegistry members,
    HubIdentity identity,
    HubLimits limits,
    TimeProvider clock,
    ILogger<HubMaintenance> logger)
{
    private static readonly TimeSpan _period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _redelivery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _expiryWarning = TimeSpan.FromDays(30);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_period, clock);
        var redeliverAt = clock.GetUtcNow() + _redelivery;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await RunGuardedAsync(cancellationToken);
                if (clock.GetUtcNow() >= redeliverAt)
                {
                    redeliverAt = clock.GetUtcNow() + _redelivery;
                    streams.EnqueueAll(new DueAgain());
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The hub stops.
        }
    }

    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - limits.ContentRetention;
        await database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                BudgetLedger.Prune(connection, transaction, clock.GetUtcNow());
                return QueryTable.DeleteEndedBefore(connection, before) + DisclosureTable.DeleteEndedBefore(connection, before)
                    + letters.Prune(connection);
            },
            cancellationToken);
        await filters.CleanUpAsync(cancellationToken);
        await retention.RunAsync(cancellationToken);
        if (members.Directory is { } directory && directory.ExpiresAt - clock.GetUtcNow() < _expiryWarning)
        {
            logger.DirectoryExpiresSoon(directory.ExpiresAt);
        }
    }

    /// <summary>Takes up certificate files that were replaced. Open connections go on under the old certificate.</summary>
    private void RefreshCertificate()
    {
        if (!identity.Refresh())
        {
            return;
        }

        if (identity.Fault == TlsFault.None)
        {
            logger.CertificateInUse(TlsCertificateCheck.ValidUntil(identity.Server.Certificate));
        }
        else
        {
            logger.CertificateNotUsed(identity.Fault);
        }
    }

    private async Task RunGuardedAsync(CancellationToken cancellationToken)
    {
        RefreshCertificate();
        try
        {
            await RunOnceAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.MaintenanceFailed(failure);
        }
    }
}

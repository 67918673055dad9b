using FedHub.Grpc;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.HubLink;

/// <summary>Looks after the node's certificate every half minute: takes up new files, and has it renewed before it ends.</summary>
internal sealed class CertificateLoop(NodeCertificate certificate, IHub hub, HubState state, TimeProvider clock, ILogger<CertificateLoop> logger)
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _askEvery = TimeSpan.FromHours(1);

    // Touched by the loop only.
    private DateTimeOffset _askAt = DateTimeOffset.MinValue;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Refresh();
            await RenewAsync(cancellationToken);
            await Task.Delay(_every, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Has the certificate renewed when two thirds of its life are over, asking the hub once an hour until it is there.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() < _askAt || !certificate.IsDue)
        {
            return;
        }

        _askAt = clock.GetUtcNow() + _askEvery;
        try
        {
            if (await hub.RenewCertificateAsync(certificate.Request(), cancellationToken) is { } pem)
            {
                certificate.Install(pem);
                Refresh();
            }
            else
            {
                CertificateLog.RenewalAsked(logger, certificate.ValidUntil);
            }
        }
        catch (FedHubException exception)
        {
            CertificateLog.RenewalFailed(logger, exception.Refusal.Code, certificate.ValidUntil);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of one attempt: the certificate in use stays.
            CertificateLog.LookFailed(logger, exception);
        }
    }

    /// <summary>One look at the files.</summary>
    public void Refresh()
    {
        try
        {
            if (!certificate.Refresh(state.IsRefused))
            {
                return;
            }
        }
        catch (Exception exception)
        {
            // The boundary of one look: whatever is wrong with a file, the certificate in use stays.
            CertificateLog.LookFailed(logger, exception);
            return;
        }

        if (certificate.Fault == TlsFault.None)
        {
            CertificateLog.InUse(logger, certificate.ValidUntil);
        }
        else
        {
            CertificateLog.NotUsed(logger, certificate.Fault);
        }
    }
}

using FedHub.Protocol;

namespace FedHub.Node.HubLink;

/// <summary>Repeats calls to the hub while it cannot be reached. All of them are idempotent.</summary>
internal static class HubRetry
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    /// <summary>The pause before attempt <paramref name="attempt"/> + 1: 50 ms doubling to 5 s.</summary>
    public static TimeSpan Pause(int attempt) => attempt >= 7 ? _longest : _first * (1 << attempt);

    /// <summary>Calls until the hub answers or refuses, or until the deadline.</summary>
    public static async Task<Checked<T>> UntilAsync<T>(
        Func<CancellationToken, Task<T>> call, DateTimeOffset deadline, TimeProvider clock, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (FedHubException exception) when (exception.Refusal.Code != ErrorCode.Unavailable || clock.GetUtcNow() + Pause(attempt) >= deadline)
            {
                return exception.Refusal;
            }
            catch (FedHubException)
            {
                // Out of reach for now: the request is idempotent, so it is simply sent again.
                await Task.Delay(Pause(attempt), clock, cancellationToken);
            }
        }
    }
}

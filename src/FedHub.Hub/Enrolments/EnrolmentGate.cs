namespace FedHub.Hub;

/// <summary>Slows down whoever tries tokens: refused attempts are counted by the minute, for each address and for all.</summary>
internal sealed class EnrolmentGate(TimeProvider clock)
{
    private const int PerAddress = 10;
    private const int Altogether = 100;

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private DateTimeOffset _since = clock.GetUtcNow();
    private int _total;

    /// <summary>When an address may try again; null when it may now.</summary>
    internal DateTimeOffset? ClosedUntil(string address)
    {
        lock (_lock)
        {
            Turn();
            return _total >= Altogether || _refused.GetValueOrDefault(address) >= PerAddress ? _since + _window : null;
        }
    }

    /// <summary>Counts a refused attempt.</summary>
    internal void Refused(string address)
    {
        lock (_lock)
        {
            Turn();
            _total++;
            _refused[address] = _refused.GetValueOrDefault(address) + 1;
        }
    }

    private void Turn()
    {
        if (clock.GetUtcNow() - _since >= _window)
        {
            _since = clock.GetUtcNow();
            _refused.Clear();
            _total = 0;
        }
    }
}

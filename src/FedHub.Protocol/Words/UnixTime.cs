namespace FedHub.Protocol;

/// <summary>Unix milliseconds of a peer, checked.</summary>
public static class UnixTime
{
    private const long MaxMilliseconds = 4_102_444_800_000; // year 2100

    /// <summary>Reads a time between 1970 and 2100.</summary>
    public static bool TryRead(long milliseconds, out DateTimeOffset at)
    {
        var ok = milliseconds is > 0 and <= MaxMilliseconds;
        at = ok ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return ok;
    }
}

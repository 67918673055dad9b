using System.Globalization;

namespace FedHub.Grpc.Wire;

/// <summary>The <c>grpc-timeout</c> header: one to eight digits and a unit of H, M, S, m, u or n.</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;

    public static bool TryParse(string? text, out TimeSpan timeout)
    {
        timeout = TimeSpan.Zero;
        if (text is null || text.Length is < 2 or > MaxDigits + 1
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        long? ticks = text[^1] switch
        {
            'H' => value * TimeSpan.TicksPerHour,
            'M' => value * TimeSpan.TicksPerMinute,
            'S' => value * TimeSpan.TicksPerSecond,
            'm' => value * TimeSpan.TicksPerMillisecond,
            'u' => value * TimeSpan.TicksPerMicrosecond,
            'n' => value / TimeSpan.NanosecondsPerTick,
            _ => null,
        };
        timeout = TimeSpan.FromTicks(ticks ?? 0);
        return ticks is not null;
    }

    /// <summary>The finest unit that holds the time in eight digits, rounded up, at least one microsecond.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 1);
        return TryFormat(ticks, TimeSpan.TicksPerMicrosecond, 'u')
            ?? TryFormat(ticks, TimeSpan.TicksPerMillisecond, 'm')
            ?? TryFormat(ticks, TimeSpan.TicksPerSecond, 'S')
            ?? TryFormat(ticks, TimeSpan.TicksPerMinute, 'M')
            ?? TryFormat(ticks, TimeSpan.TicksPerHour, 'H')
            ?? "99999999H";
    }

    private static string? TryFormat(long ticks, long unitTicks, char unit)
    {
        var value = (ticks / unitTicks) + (ticks % unitTicks == 0 ? 0 : 1);
        return value <= MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{value}{unit}") : null;
    }
}

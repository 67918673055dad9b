namespace FedHub.Cli.Log.Review;

/// <summary>From where on use counts as unusual.</summary>
internal sealed record UnusualSettings
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>How many lines a list has at most.</summary>
    public int Top { get; init; } = 10;

    /// <summary>Searches of one officer within <see cref="BurstWindow"/> that are a burst.</summary>
    public int BurstCount { get; init; } = 10;

    public TimeSpan BurstWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>First hour of the working day, local time.</summary>
    public int FirstHour { get; init; } = 7;

    /// <summary>Hour at which it ends.</summary>
    public int LastHour { get; init; } = 20;

    /// <summary>What is added to UTC to get local time.</summary>
    public TimeSpan UtcOffset { get; init; }

    public long FromMs => From?.ToUnixTimeMilliseconds() ?? 0;

    public long UntilMs => Until?.ToUnixTimeMilliseconds() ?? long.MaxValue;
}

namespace FedHub.Protocol;

/// <summary>Why and until when a limit is a raised one.</summary>
/// <param name="Until">From here on the limit of before holds again.</param>
/// <param name="Reason">Words of whoever raised it; at most <see cref="MaxReasonLength"/> characters and no names.</param>
public sealed record BudgetRaise(DateTimeOffset Until, string Reason)
{
    /// <summary>Longest reason.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>Longest time for which a limit can be raised.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(31);
}

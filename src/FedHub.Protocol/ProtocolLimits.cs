namespace FedHub.Protocol;

/// <summary>The limits of the protocol that hub and node hold alike.</summary>
public static class ProtocolLimits
{
    /// <summary>Largest message, bytes.</summary>
    public const int MessageBytes = 1024 * 1024;

    /// <summary>Most parts in a query: its log entry names each, and an entry has at most 65,535 bytes.</summary>
    public const int PartsPerQuery = 512;

    /// <summary>Most blinded elements in a part.</summary>
    public const int ElementsPerPart = 32;

    /// <summary>Most claims in a disclosure request.</summary>
    public const int ClaimsPerDisclosure = 512;

    /// <summary>Largest piece of a filter file in one message, bytes.</summary>
    public const int FileChunkBytes = 256 * 1024;

    /// <summary>How far the clocks of two members may differ.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);

    /// <summary>Life of an interactive query.</summary>
    public static readonly TimeSpan InteractiveLifetime = TimeSpan.FromSeconds(30);

    /// <summary>Longest life of any query.</summary>
    public static readonly TimeSpan WaitingLifetime = TimeSpan.FromDays(7);
}

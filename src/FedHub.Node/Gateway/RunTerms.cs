namespace FedHub.Node.Gateway;

/// <summary>What a run begins with.</summary>
/// <param name="LogIndex">The query's log entry, when it was accepted before a restart; null when it was not.</param>
/// <param name="Settled">Collections that were settled before a restart.</param>
internal sealed record RunTerms(ulong? LogIndex, IReadOnlyList<CollectionStanding> Settled)
{
    /// <summary>Whether the query may have reached the hub before a restart.</summary>
    public bool MayBeSent { get; init; }

    /// <summary>A search that begins.</summary>
    public static RunTerms New { get; } = new(null, []);
}

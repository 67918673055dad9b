namespace FedHub.Hub;

/// <summary>What one step of the retention did.</summary>
/// <param name="Erased">Indices of the entries whose payloads are gone, ascending.</param>
/// <param name="HasMore">Whether there may be more that is due.</param>
internal sealed record RetentionStep(IReadOnlyList<long> Erased, bool HasMore);

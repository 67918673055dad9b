using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>What came of admitting a query.</summary>
/// <param name="Query">The query as stored, new or from before; null when refused.</param>
/// <param name="Refusal">Why not; already logged when a budget was used up.</param>
/// <param name="IsNew">Whether this call stored it.</param>
internal sealed record QueryAdmission(StoredQuery? Query, Refusal? Refusal, bool IsNew);

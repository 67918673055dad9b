using FedHub.Cryptography.Match;

namespace FedHub.Node.Officers;

/// <summary>An officer's search that has not ended. Whom it is about is not said.</summary>
/// <param name="QueryId">Which.</param>
/// <param name="CreatedAt">When it was prepared.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="Members">Whom it asks.</param>
internal sealed record OfficerSearch(QueryId QueryId, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, IReadOnlyList<MemberId> Members);

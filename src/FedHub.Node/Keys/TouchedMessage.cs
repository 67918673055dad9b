using FedHub.Cryptography.Match;

namespace FedHub.Node.Keys;

/// <summary>A message that a key touched.</summary>
/// <param name="QueryId">Query that it belongs to.</param>
/// <param name="Origin">Who asked; null for own queries.</param>
/// <param name="At">When.</param>
public sealed record TouchedMessage(QueryId QueryId, MemberId? Origin, DateTimeOffset At);

namespace FedHub.Hub;

/// <summary>A row of table <c>query</c>, as SQLite gives it.</summary>
internal sealed record QueryRow(
    string Origin,
    byte[] QueryId,
    byte[] Digest,
    long Urgency,
    long AcceptedAtMs,
    long ExpiresAtMs,
    long LogIndex,
    byte[] LeafHash,
    long Completed);

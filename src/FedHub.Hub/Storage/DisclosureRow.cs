namespace FedHub.Hub;

/// <summary>A row of table <c>disclosure</c>, as SQLite gives it.</summary>
internal sealed record DisclosureRow(
    byte[] Digest,
    string Origin,
    string Owner,
    byte[] QueryId,
    long ExpiresAtMs,
    long Held,
    long LogIndex,
    byte[] LeafHash,
    byte[] Request,
    byte[]? Answer,
    long? AnswerIndex,
    byte[]? AnswerLeaf);

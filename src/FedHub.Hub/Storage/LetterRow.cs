namespace FedHub.Hub;

/// <summary>A row of table <c>letter</c>, as SQLite gives it.</summary>
internal sealed record LetterRow(
    string Sender, byte[] LetterId, string Recipient, byte[] Digest, long ExpiresAtMs, long LogIndex, byte[] LeafHash, long Taken, byte[]? Message);

using FedHub.Cryptography;

namespace FedHub.Node.HubLink;

/// <summary>Where a log entry stands.</summary>
/// <param name="Index">Final index.</param>
/// <param name="LeafHash">RFC 6962 leaf hash.</param>
internal sealed record LogEntryReceipt(ulong Index, Digest LeafHash);

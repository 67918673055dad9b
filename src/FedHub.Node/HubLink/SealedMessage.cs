using FedHub.Cryptography;

namespace FedHub.Node.HubLink;

/// <summary>A signed statement and the sealed content whose digest it holds: an answer, a disclosure request or its answer on its way.</summary>
/// <param name="Statement">Signed by the sender's node.</param>
/// <param name="Content">Sealed; empty when the statement refuses.</param>
internal sealed record SealedMessage(Envelope Statement, ReadOnlyMemory<byte> Content);

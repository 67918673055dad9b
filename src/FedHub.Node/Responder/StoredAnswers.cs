using FedHub.Cryptography;
using FedHub.Node.HubLink;

namespace FedHub.Node.Responder;

/// <summary>What was answered to a query before.</summary>
/// <param name="Digest">The query's digest then.</param>
/// <param name="Answers">As they were sent; empty when the query has expired and they are forgotten.</param>
internal sealed record StoredAnswers(Digest Digest, IReadOnlyList<SealedMessage> Answers);

using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.AnswerLog;

/// <summary>What is answered: a query, or a disclosure request of one.</summary>
/// <param name="Origin">Who asked; as claimed where nothing could be verified.</param>
/// <param name="QueryId">The query.</param>
/// <param name="Digest">SHA-256 of the signed query, or of the signed request.</param>
/// <param name="Reliance">Where the hub's log has it; null when it was refused before that was proven.</param>
internal sealed record AnsweredMatter(MemberId Origin, QueryId QueryId, Digest Digest, HubReliance? Reliance);

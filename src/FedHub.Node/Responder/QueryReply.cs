using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;

namespace FedHub.Node.Responder;

/// <summary>What goes back for one delivery: an answer or a refusal for each slot asked.</summary>
/// <param name="Origin">Who asked.</param>
/// <param name="QueryId">What is answered.</param>
/// <param name="Answers">Signed; one for each slot.</param>
internal sealed record QueryReply(MemberId Origin, QueryId QueryId, IReadOnlyList<SealedMessage> Answers);

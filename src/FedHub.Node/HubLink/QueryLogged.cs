using FedHub.Protocol;

namespace FedHub.Node.HubLink;

/// <summary>The query is durable in the log.</summary>
/// <param name="LogIndex">Its entry.</param>
/// <param name="Proof">That the log has it, not verified yet; null when the hub sent none.</param>
internal sealed record QueryLogged(ulong LogIndex, LogProof? Proof) : QueryEvent;

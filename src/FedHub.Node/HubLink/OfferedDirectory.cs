using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.HubLink;

/// <summary>A directory as the hub gives it. Nothing is verified yet.</summary>
/// <param name="Envelope">Signed by federation keys.</param>
/// <param name="Proof">That it was witnessed; null when the hub gave none, or one that is not well-formed.</param>
internal sealed record OfferedDirectory(Envelope Envelope, LogProof? Proof);

using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.Officers;

/// <summary>A credential that this node signed.</summary>
/// <param name="Credential">What it says.</param>
/// <param name="Envelope">As it goes into a query.</param>
internal sealed record IssuedCredential(InvestigatorCredential Credential, Envelope Envelope)
{
    /// <summary>Reads a credential of this node's own.</summary>
    /// <exception cref="FedHubException">It is not well-formed: the database was altered.</exception>
    public static IssuedCredential Read(Envelope envelope) => new(InvestigatorCredential.Decode(envelope.Payload).OrThrow(), envelope);
}

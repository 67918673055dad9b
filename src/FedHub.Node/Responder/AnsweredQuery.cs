using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>A query that this node answered, as a disclosure request refers to it.</summary>
/// <param name="Digest">The query's digest.</param>
/// <param name="CredentialId">Of the credential that it was asked under, 16 bytes.</param>
/// <param name="OfficerId">Pseudonym of who asked.</param>
/// <param name="Agency">The officer's agency.</param>
/// <param name="Purpose">Why.</param>
/// <param name="LegalBasis">On what basis.</param>
/// <param name="IsSelfTest">Whether the asking node searched canaries.</param>
/// <param name="Slots">How each slot of the collection that the request is about was answered.</param>
internal sealed record AnsweredQuery(
    Digest Digest,
    ReadOnlyMemory<byte> CredentialId,
    string OfficerId,
    string Agency,
    Purpose Purpose,
    string LegalBasis,
    bool IsSelfTest,
    IReadOnlyDictionary<IdentifierClass, AnsweredSlot> Slots)
{
    /// <summary>Whether it was of a bulk screening.</summary>
    public bool IsBulk { get; init; }
}

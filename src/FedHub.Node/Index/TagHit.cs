using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;

namespace FedHub.Node.Index;

/// <summary>What the owner's index holds for one tag of one epoch.</summary>
/// <param name="RecordRowId">Record.</param>
/// <param name="TokenDigest">SHA-256 of the token that a claim must show; compare with <see cref="Matches"/>.</param>
/// <param name="KeyKind">Kind of the search key, such as <c>doc</c> or <c>canary</c>.</param>
/// <param name="KeyValueClass">Class of the search key.</param>
/// <param name="Weight">Points of the search key. Distinct tags of one record are distinct keys, so their weights add up.</param>
/// <param name="IsCanary">True for the slot's canary.</param>
/// <param name="Index">i: which record under this key it is, 0 to 15.</param>
/// <param name="HasMore">True on i = 15 when further records lie under the same key.</param>
/// <param name="Standing">Whether it still holds.</param>
public sealed record TagHit(
    RecordRowId RecordRowId,
    Digest TokenDigest,
    string KeyKind,
    IdentifierClass KeyValueClass,
    double Weight,
    bool IsCanary,
    int Index,
    bool HasMore,
    TagStanding Standing)
{
    /// <summary>Whether the claim's token is the one of this tag; in constant time.</summary>
    public bool Matches(Token token)
    {
        Span<byte> bytes = stackalloc byte[Token.Size];
        token.CopyTo(bytes);
        var digest = Digest.Of(bytes);
        return System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(digest.AsSpan(), TokenDigest.AsSpan());
    }
}

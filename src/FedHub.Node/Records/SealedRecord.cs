using FedHub.Cryptography.Match;

namespace FedHub.Node.Records;

/// <summary>A record ready to be written.</summary>
/// <param name="Collection">Where it goes.</param>
/// <param name="Reference">What it is found by.</param>
/// <param name="Category">Category.</param>
/// <param name="IsCanary">True for the reserved record of the self-test.</param>
/// <param name="ContentMac">Tells changes.</param>
/// <param name="Content">Encrypted.</param>
/// <param name="Keys">For each class that has keys: how many, and all of them encrypted.</param>
internal sealed record SealedRecord(
    CollectionName Collection,
    byte[] Reference,
    RecordCategory Category,
    bool IsCanary,
    byte[] ContentMac,
    byte[] Content,
    IReadOnlyList<(IdentifierClass Class, int Count, byte[] Sealed)> Keys)
{
    /// <summary>From when on it must not be found; null when it names no end.</summary>
    internal DateTimeOffset? ExpiresAt { get; init; }

    internal int KeyCount => Keys.Sum(keys => keys.Count);
}

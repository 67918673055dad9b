using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A collection that can be asked.</summary>
/// <param name="Name">Neutral name.</param>
/// <param name="Ceilings">Classes that can be asked, with the largest number of filter entries of each.</param>
public sealed record ListedCollection(CollectionName Name, IReadOnlyDictionary<IdentifierClass, ulong> Ceilings);

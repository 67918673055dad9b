using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>A search that waits for the officer's signature, or runs. Owned by whoever took it out of <see cref="PreparedSearches"/>.</summary>
internal sealed class PreparedSearch : IDisposable
{
    public required QueryId QueryId { get; init; }

    /// <summary>Who may sign and run it.</summary>
    public required VerificationKey OfficerKey { get; init; }

    /// <summary>The credential that the query names.</summary>
    public required ReadOnlyMemory<byte> CredentialId { get; init; }

    /// <summary>Serialized MatchQuery: what is signed.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>SHA-256 of the payload.</summary>
    public required Digest QueryDigest { get; init; }

    /// <summary>One for each part, in the order of the query.</summary>
    public required IReadOnlyList<byte[]> SealedParts { get; init; }

    public required IReadOnlyList<CollectionPlan> Plan { get; init; }

    /// <summary>The own country's collections, which the node looks in itself.</summary>
    public IReadOnlyList<CollectionPlan> OwnPlan { get; init; } = [];

    /// <summary>What was blinded, by class.</summary>
    public required IReadOnlyDictionary<IdentifierClass, ClassElements> Elements { get; init; }

    /// <summary>Opens the answers.</summary>
    public required SealingKey ReplyKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it searches a canary: then every tag found is claimed, for a canary scores nothing.</summary>
    public bool IsSelfTest { get; init; }

    /// <summary>The bulk screening that it belongs to; null for every other search.</summary>
    public ScreeningId? Screening { get; init; }

    /// <summary>Whether it belongs to a bulk screening.</summary>
    public bool IsBulk => Screening is not null;

    /// <summary>Whether the hub holds the query for members that are away.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>Whether nobody is asked for disclosure before the officer has chosen whom.</summary>
    public bool NeedsConfirmation { get; set; }

    /// <summary>Whether anybody is asked at all.</summary>
    public bool AsksAnybody => SealedParts.Count > 0;

    /// <summary>The key that a tag was derived from.</summary>
    public SearchKey KeyOf(FoundTag tag) => Elements[tag.Slot.Class].Keys[tag.KeyIndex];

    /// <summary>Wipes blinds, inputs and the reply key.</summary>
    public void Dispose()
    {
        ReplyKey.Dispose();
        foreach (var elements in Elements.Values)
        {
            elements.Dispose();
        }
    }
}

using FedHub.Cryptography.Match;
using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>A query as the store has it, without the sealed content.</summary>
internal sealed record StoredQuery
{
    /// <summary>Who asked, and the id.</summary>
    public required QueryKey Key { get; init; }

    /// <summary>SHA-256 of the envelope's payload: other content under the same key is a replay.</summary>
    public required Digest Digest { get; init; }

    /// <summary>Interactive or waiting.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary>When the hub logged it.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>End of its lifetime.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Its log entry.</summary>
    public required LogReceipt Receipt { get; init; }

    /// <summary>Whether nothing more comes.</summary>
    public required bool Completed { get; init; }

    /// <summary>Slots: those answered first, by the time of their answer, then the others in the order of the query.</summary>
    public required IReadOnlyList<QuerySlotState> Slots { get; init; }

    /// <summary>Each member asked, and how far it is.</summary>
    public required IReadOnlyDictionary<MemberId, DeliveryState> Members { get; init; }
}

using FedHub.Cryptography.Match;

namespace FedHub.Node.Records;

/// <summary>A record as the responder needs it to decide on its disclosure.</summary>
public sealed record StoredRecord
{
    /// <summary>Row.</summary>
    public required RecordRowId RowId { get; init; }

    /// <summary>Collection it lies in.</summary>
    public required CollectionName Collection { get; init; }

    /// <summary>The country's own identifier of the record. Never log it.</summary>
    public required string RecordId { get; init; }

    /// <summary>Category; <see cref="RecordCategory.None"/> for a canary.</summary>
    public required RecordCategory Category { get; init; }

    /// <summary>All fields that have a value, in the schema's order, then the free ones. The policy says which may be released.</summary>
    public required IReadOnlyList<RecordField> Fields { get; init; }

    /// <summary>True for the reserved record of the self-test.</summary>
    public bool IsCanary { get; init; }

    /// <summary>From when on it must not be found, by its own line; null when it names no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When its content was last imported as new or changed.</summary>
    public DateTimeOffset StoredAt { get; init; }

    /// <summary>The fields that a policy allows, in the record's order.</summary>
    public IReadOnlyList<RecordField> Summary(IReadOnlyCollection<string> allowed) => [.. Fields.Where(field => allowed.Contains(field.Name, StringComparer.Ordinal))];

    /// <summary>The row only: the rest is about a person.</summary>
    public override string ToString() => $"StoredRecord({RowId})";
}

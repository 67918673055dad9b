using System.Collections.Immutable;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Configuration;

/// <summary>How long the records of each collection are kept after they were last imported as new or changed. A collection that is not named keeps its records.</summary>
public sealed class RetentionSettings(IEnumerable<KeyValuePair<CollectionName, int>> days) : IEquatable<RetentionSettings>
{
    /// <summary>A century.</summary>
    internal const int MaxDays = 36_525;

    private readonly ImmutableSortedDictionary<string, int> _days = days.ToImmutableSortedDictionary(entry => entry.Key.ToString(), entry => entry.Value, StringComparer.Ordinal);

    /// <summary>All records are kept.</summary>
    public static RetentionSettings None { get; } = new([]);

    /// <summary>Days by collection.</summary>
    public IReadOnlyDictionary<string, int> Days => _days;

    /// <summary>Time that records of a collection are kept; null for ever.</summary>
    public TimeSpan? For(CollectionName collection) => _days.TryGetValue(collection.ToString(), out var kept) ? TimeSpan.FromDays(kept) : null;

    /// <inheritdoc/>
    public bool Equals(RetentionSettings? other) => other is not null && _days.SequenceEqual(other._days);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RetentionSettings);

    /// <inheritdoc/>
    public override int GetHashCode() => _days.Aggregate(0, static (hash, entry) => HashCode.Combine(hash, StringComparer.Ordinal.GetHashCode(entry.Key), entry.Value));
}

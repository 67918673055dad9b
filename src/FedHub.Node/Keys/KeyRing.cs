using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>
/// The keys of one use that this node holds. Which one is current is the directory's to say: files alone decide nothing, so a crash between
/// any two steps of a rotation leaves a state that the next look reads right.
/// </summary>
internal sealed class KeyRing<TKey> : IDisposable
    where TKey : IDisposable
{
    private readonly Lock _gate = new();

    // Replaced whole under the gate, read without it. Oldest first.
    private volatile IReadOnlyList<RingKey<TKey>> _keys;
    private volatile RingKey<TKey> _current;

    // Under the gate: wiped keys that a call may still be using, until the next wipe or the end.
    private readonly List<TKey> _leaving = [];

    internal KeyRing(IReadOnlyList<RingKey<TKey>> keys)
    {
        _keys = keys;
        _current = keys[0];
    }

    /// <summary>All keys held, oldest first.</summary>
    internal IReadOnlyList<RingKey<TKey>> Keys => _keys;

    /// <summary>The key in use.</summary>
    internal RingKey<TKey> Current => _current;

    /// <summary>The successor that waits for the directory; null when there is none.</summary>
    internal RingKey<TKey>? Prepared => _keys[^1] is { } last && last.File.Number > _current.File.Number ? last : null;

    /// <summary>Takes up a key whose file came since.</summary>
    internal void Add(RingKey<TKey> key)
    {
        lock (_gate)
        {
            _keys = [.. _keys.Append(key).OrderBy(held => held.File.Number)];
        }
    }

    /// <summary>Makes that key current which the directory lists last; without a directory, or with none of ours in it, the oldest.</summary>
    /// <returns>True when another key is current than before.</returns>
    internal bool Choose(ListedMember? listed, DateTimeOffset now)
    {
        lock (_gate)
        {
            var before = _current;
            _current = _keys
                .Select(key => (Key: key, Listed: KeyListing.Find(listed, key.File.Use, key.PublicKey.Span)))
                .Where(entry => entry.Listed?.IsValidAt(now) == true)
                .OrderBy(entry => entry.Listed!.ValidFrom).ThenBy(entry => entry.Key.File.Number)
                .Select(entry => entry.Key)
                .LastOrDefault() ?? _keys[0];
            return before != _current;
        }
    }

    /// <summary>Keys that were replaced and that the directory no longer lets count.</summary>
    internal IReadOnlyList<RingKey<TKey>> Ended(ListedMember listed, DateTimeOffset now)
    {
        var current = _current;
        return KeyListing.Find(listed, current.File.Use, current.PublicKey.Span)?.IsValidAt(now) == true
            ? [.. _keys.Where(key => key.File.Number < current.File.Number && !CountsLater(KeyListing.Find(listed, key.File.Use, key.PublicKey.Span), now))]
            : [];
    }

    /// <summary>Forgets a key whose file is gone. Its memory is wiped with the next one, or at the end: a call may be using it now.</summary>
    internal void Forget(RingKey<TKey> key)
    {
        lock (_gate)
        {
            _leaving.ForEach(left => left.Dispose());
            _leaving.Clear();
            _leaving.Add(key.Key);
            _keys = [.. _keys.Where(held => held != key)];
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _leaving.ForEach(left => left.Dispose());
            foreach (var key in _keys)
            {
                key.Key.Dispose();
            }
        }
    }

    private static bool CountsLater(ListedKey? listed, DateTimeOffset now) => listed is not null && (listed.ValidUntil is null || listed.ValidUntil > now);
}

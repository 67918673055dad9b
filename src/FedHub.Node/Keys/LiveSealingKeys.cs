using System.Collections;
using FedHub.Cryptography;

namespace FedHub.Node.Keys;

/// <summary>The sealing keys as they are at the moment of each look: the current one, then the others, newest first.</summary>
internal sealed class LiveSealingKeys(KeyRing<SealingKey> ring) : IReadOnlyList<SealingKey>
{
    public int Count => ring.Keys.Count;

    public SealingKey this[int index] => Snapshot()[index];

    public IEnumerator<SealingKey> GetEnumerator() => ((IEnumerable<SealingKey>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private SealingKey[] Snapshot()
    {
        var current = ring.Current;
        return [current.Key, .. ring.Keys.Where(key => key != current).OrderByDescending(key => key.File.Number).Select(key => key.Key)];
    }
}

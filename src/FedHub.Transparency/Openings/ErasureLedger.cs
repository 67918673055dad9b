namespace FedHub.Transparency;

/// <summary>
/// Holds the payloads that are gone against what the log itself says was erased. It says between which entries and how many, not which ones; but the
/// sums must be the same, so that one that is gone without a word shows.
/// </summary>
public sealed class ErasureLedger
{
    private const int BitsPerWord = 64;

    // A bit an entry up to the last that is gone: 125 MB for 10^9 entries, nothing for a log of which nothing was erased.
    private readonly List<ulong> _gone = [];
    private readonly EntryRanges _announced = new();

    /// <summary>How many payloads are gone.</summary>
    public long Count { get; private set; }

    /// <summary>How many the log says were erased.</summary>
    public long Announced { get; private set; }

    /// <summary>An entry's payload is gone.</summary>
    public void AddErased(long index)
    {
        var word = checked((int)(index / BitsPerWord));
        while (_gone.Count <= word)
        {
            _gone.Add(0);
        }

        _gone[word] |= 1UL << (int)(index % BitsPerWord);
        Count++;
    }

    /// <summary>The log says that payloads were erased.</summary>
    public void Add(Erasure erasure)
    {
        ArgumentNullException.ThrowIfNull(erasure);
        _announced.Add(erasure.First, erasure.Last);
        Announced += erasure.Count;
    }

    /// <summary>The first payload that is gone where the log says nothing of it; null when there is none.</summary>
    public long? FirstUnannounced()
    {
        for (var word = 0; word < _gone.Count; word++)
        {
            for (var bits = _gone[word]; bits != 0; bits &= bits - 1)
            {
                var index = ((long)word * BitsPerWord) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (!_announced.Contains(index))
                {
                    return index;
                }
            }
        }

        return null;
    }
}

namespace FedHub.Transparency;

/// <summary>Ranges of entries, as announcements name them; they may overlap.</summary>
public sealed class EntryRanges
{
    private readonly List<(long First, long Last)> _ranges = [];
    private bool _isMerged = true;

    /// <summary>Adds the entries from one to another, both included.</summary>
    public void Add(long first, long last)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        _ranges.Add((first, last));
        _isMerged = false;
    }

    /// <summary>Whether an entry is in one of them.</summary>
    public bool Contains(long index)
    {
        Merge();
        var (low, high) = (0, _ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (index < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (index > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes of them the same entries in ranges apart, in order.</summary>
    private void Merge()
    {
        if (_isMerged)
        {
            return;
        }

        _ranges.Sort();
        var kept = 0;
        for (var i = 1; i < _ranges.Count; i++)
        {
            if (_ranges[i].First <= _ranges[kept].Last)
            {
                _ranges[kept] = (_ranges[kept].First, Math.Max(_ranges[kept].Last, _ranges[i].Last));
            }
            else
            {
                _ranges[++kept] = _ranges[i];
            }
        }

        _ranges.RemoveRange(kept + 1, _ranges.Count - kept - 1);
        _isMerged = true;
    }
}

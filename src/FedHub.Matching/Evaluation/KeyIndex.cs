namespace FedHub.Matching;

/// <summary>Records by their keys, all in clear: for evaluation on one machine only.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<(string Kind, string Value), List<int>> _places = [];

    public KeyIndex(IReadOnlyList<DerivedKeys> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            foreach (var key in records[i].Keys)
            {
                if (!_places.TryGetValue((key.Kind, key.Value), out var places))
                {
                    _places.Add((key.Kind, key.Value), places = []);
                }

                places.Add(i);
            }
        }
    }

    /// <summary>Adds up, for each record that shares a key with the search, the weights of all shared keys.</summary>
    /// <param name="search">Keys of the search.</param>
    /// <param name="sums">Emptied and filled: place of the record, sum.</param>
    public void Sum(DerivedKeys search, Dictionary<int, double> sums)
    {
        sums.Clear();
        foreach (var key in search.Keys)
        {
            foreach (var place in _places.GetValueOrDefault((key.Kind, key.Value)) ?? [])
            {
                sums[place] = sums.GetValueOrDefault(place) + key.Weight;
            }
        }
    }
}

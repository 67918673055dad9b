namespace FedHub.Matching.Tests.Quality;

/// <summary>Sums the weights of common keys over all pairs of two sets, by an inverted index.</summary>
internal static class LinkageMeasure
{
    public static Dictionary<int, double> Sums(Dictionary<(string, string), List<int>> index, DerivedKeys query)
    {
        var sums = new Dictionary<int, double>();
        foreach (var key in query.Keys.Where(k => k.Class == KeyClass.Name))
        {
            foreach (var at in index.GetValueOrDefault((key.Kind, key.Value)) ?? [])
            {
                sums[at] = sums.GetValueOrDefault(at) + key.Weight;
            }
        }

        return sums;
    }

    public static Dictionary<(string, string), List<int>> Index(IReadOnlyList<DerivedKeys> records)
    {
        var index = new Dictionary<(string, string), List<int>>();
        for (var i = 0; i < records.Count; i++)
        {
            foreach (var key in records[i].Keys.Where(k => k.Class == KeyClass.Name))
            {
                if (!index.TryGetValue((key.Kind, key.Value), out var list))
                {
                    index.Add((key.Kind, key.Value), list = []);
                }

                list.Add(i);
            }
        }

        return index;
    }

    public static DerivedKeys Keys(string name, string? born, string? given = null, string? family = null)
    {
        PartialDate? date = PartialDate.TryParse(born, out var parsed, out _) ? parsed : null;
        return SearchKeys.ForRecord(new MatchSubject { FullName = name, GivenName = given, FamilyName = family, DateOfBirth = date });
    }
}

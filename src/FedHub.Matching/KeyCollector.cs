using System.Globalization;

namespace FedHub.Matching;

/// <summary>Gathers the keys and remarks of one subject; holds the limits.</summary>
internal sealed class KeyCollector
{
    /// <summary>One part of a query holds at most 32 elements.</summary>
    public const int MaxPerClass = 32;

    /// <summary>A record's share of the filter is bounded.</summary>
    public const int MaxRecordNames = 24;

    /// <summary>Inputs of one field beyond this are not even read.</summary>
    public const int MaxInputs = 64;

    private readonly Dictionary<(string Kind, string Value), SearchKey> _keys = [];
    private readonly List<MatchWarning> _warnings = [];

    /// <summary>Adds a key unless it weighs nothing: such a key could only take room and tell a tale.</summary>
    public void Add(KeyClass keyClass, string kind, string value)
    {
        var weight = KeyWeights.Of(kind, value);
        if (weight > 0)
        {
            _keys.TryAdd((kind, value), new SearchKey(keyClass, kind, value, weight));
        }
    }

    public bool Has(KeyClass keyClass) => _keys.Values.Any(key => key.Class == keyClass);

    public void Warn(WarningCode code, string field, string message)
    {
        var warning = new MatchWarning(code, field, message);
        if (!_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    public DerivedKeys Finish(int maxNames)
    {
        var kept = new List<SearchKey>(_keys.Count);
        foreach (var keys in _keys.Values.GroupBy(k => k.Class).OrderBy(g => g.Key))
        {
            var limit = keys.Key == KeyClass.Name ? maxNames : MaxPerClass;
            kept.AddRange(keys.OrderByDescending(k => k.Weight).ThenBy(k => k.Kind, StringComparer.Ordinal).ThenBy(k => k.Value, StringComparer.Ordinal).Take(limit));
            if (keys.Count() > limit)
            {
                Warn(WarningCode.Dropped, FieldNames.Of(keys.Key),
                    string.Create(CultureInfo.InvariantCulture, $"{keys.Count() - limit} of {keys.Count()} keys dropped, the lightest ones: {limit} is the limit"));
            }
        }

        return new DerivedKeys(kept, _warnings);
    }
}

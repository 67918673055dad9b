using FedHub.Protocol;

namespace FedHub.Cli.Search;

/// <summary>What is known of a running search: grows with each event, never forgets a country that was asked.</summary>
internal sealed class SearchBoard
{
    private readonly SortedDictionary<string, SortedDictionary<string, CollectionVerdict>> _countries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declaredNotFinal = new(StringComparer.Ordinal);

    /// <summary>Starts with the countries that are asked, all without a verdict.</summary>
    public SearchBoard(IEnumerable<string> asked) => Ask(asked);

    /// <summary>Countries in alphabetical order; one without verdicts is still being asked.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyCollection<CollectionVerdict>>> Countries
        => _countries.Select(country => KeyValuePair.Create(country.Key, (IReadOnlyCollection<CollectionVerdict>)country.Value.Values));

    /// <summary>All verdicts, by country and collection.</summary>
    public IEnumerable<CollectionVerdict> Verdicts => _countries.Values.SelectMany(collections => collections.Values);

    /// <summary>What the own country's records say; null while the node has not said.</summary>
    public OwnVerdicts? Own { get; private set; }

    /// <summary>Set when the node said that nothing more comes.</summary>
    public bool IsCompleted { get; private set; }

    public TimeSpan Elapsed { get; private set; }

    /// <summary>Index of the query in the federation's log; null when it is not there.</summary>
    public ulong? LogIndex { get; private set; }

    /// <summary>Countries that have not given a final verdict, with or without one that is not final.</summary>
    public IReadOnlyList<string> NotFinal =>
        [.. _countries.Where(country => !IsFinal(country.Key, country.Value.Values)).Select(country => country.Key)];

    /// <summary>Countries whose policy kept a part from being asked.</summary>
    public IReadOnlyList<string> Restricted { get; private set; } = [];

    /// <summary>Adds countries that are asked, without a verdict. Those asked before stay: none is dropped in silence.</summary>
    public void Ask(IEnumerable<string> countries)
    {
        foreach (var country in countries)
        {
            _ = Collections(country);
        }
    }

    /// <summary>A later verdict on the same collection replaces the earlier one.</summary>
    public void Apply(CollectionVerdict verdict) => Collections(verdict.Member)[verdict.Collection] = verdict;

    /// <summary>Takes what the own country's records say.</summary>
    public void Apply(OwnVerdicts own) => Own = own;

    /// <summary>The end. What the node declares not final stays so, whatever its collections say.</summary>
    public void Complete(IEnumerable<string> final, IEnumerable<string> notFinal, TimeSpan elapsed, ulong? logIndex, IEnumerable<string>? restricted = null)
    {
        foreach (var country in final)
        {
            _ = Collections(country);
        }

        foreach (var country in notFinal)
        {
            _ = Collections(country);
            _declaredNotFinal.Add(country);
        }

        IsCompleted = true;
        Elapsed = elapsed;
        LogIndex = logIndex;
        Restricted = [.. restricted ?? []];
    }

    public ExitCode ToExitCode()
    {
        if (Verdicts.Any(verdict => OutcomeWords.IsVerificationFailure(verdict.Outcome)))
        {
            return ExitCode.VerificationFailed;
        }

        return IsCompleted && NotFinal.Count == 0 && _countries.Count > 0 && Own?.IsFinal != false ? ExitCode.Ok : ExitCode.Partial;
    }

    /// <summary>
    /// A country is final when each collection in scope is, and at least one was asked. One that holds no class of what was given, or does not
    /// admit the purpose, does not hold the others' answers up; one that could not be asked for all that was given does.
    /// </summary>
    private bool IsFinal(string country, IReadOnlyCollection<CollectionVerdict> verdicts)
    {
        var inScope = verdicts.Where(verdict => !verdict.IsOutOfScope).ToList();
        return !_declaredNotFinal.Contains(country) && inScope.Exists(verdict => verdict.Outcome != Outcome.NotAsked)
            && inScope.TrueForAll(verdict => verdict.IsFinal);
    }

    private SortedDictionary<string, CollectionVerdict> Collections(string country)
    {
        if (!_countries.TryGetValue(country, out var collections))
        {
            collections = new SortedDictionary<string, CollectionVerdict>(StringComparer.Ordinal);
            _countries.Add(country, collections);
        }

        return collections;
    }
}

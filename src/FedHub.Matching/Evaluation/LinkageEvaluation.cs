namespace FedHub.Matching;

/// <summary>Measures the rules on persons of whom it is known who is who.</summary>
public static class LinkageEvaluation
{
    // Any day would do, but for those on which day and month can be swapped unseen.
    private const int Year = 1970;
    private const int Month = 5;
    private const int Day = 17;

    /// <summary>Every search against every record, all as they are written.</summary>
    public static LinkageFigures AsWritten(IReadOnlyList<MatchSubject> records, IReadOnlyList<LabelledSearch> searches)
    {
        var figures = new LinkageFigures(new SumHistogram(), new SumHistogram(), Pairs(records, searches));
        Add(figures, records, searches);
        return figures;
    }

    /// <summary>
    /// Recall as written; strangers by their names alone, <em>given one date of birth</em>, known as precisely as the search knows its own. A
    /// collection of ten million people holds about four hundred of each birthday: these are the pairs on which a search can go wrong.
    /// </summary>
    /// <param name="records">What is searched.</param>
    /// <param name="searches">Those without a year of birth meet no strangers by name and are left out there.</param>
    /// <param name="asWritten">What <see cref="AsWritten"/> gave for them, if it is at hand.</param>
    public static LinkageFigures GivenOneDate(IReadOnlyList<MatchSubject> records, IReadOnlyList<LabelledSearch> searches, LinkageFigures? asWritten = null)
    {
        var dated = searches.Where(search => search.Subject.DateOfBirth is { Year: > 0 }).ToList();
        var strangers = new LinkageFigures(new SumHistogram(), new SumHistogram(), Pairs(records, dated));
        foreach (var group in dated.GroupBy(search => Precision(search.Subject.DateOfBirth!.Value)))
        {
            var date = OneDate(group.Key);
            Add(strangers, [.. records.Select(record => NameOnly(record, date))], [.. group.Select(search => search with { Subject = NameOnly(search.Subject, date) })]);
        }

        return (asWritten ?? AsWritten(records, searches)) with { Strangers = strangers.Strangers, StrangerPairs = strangers.StrangerPairs };
    }

    /// <summary>Every two rows of one list: <see cref="LinkageFigures.Own"/> are those that mean one person.</summary>
    /// <param name="rows">The list.</param>
    /// <param name="people">For each row, who it is.</param>
    public static LinkageFigures Within(IReadOnlyList<MatchSubject> rows, IReadOnlyList<string> people)
    {
        var keys = rows.Select(SearchKeys.ForRecord).ToList();
        var index = new KeyIndex(keys);
        var (own, strangers, sums) = (new SumHistogram(), new SumHistogram(), new Dictionary<int, double>());
        for (var i = 0; i < rows.Count; i++)
        {
            index.Sum(keys[i], sums);
            foreach (var (other, sum) in sums.Where(sum => sum.Key > i))
            {
                (people[i] == people[other] ? own : strangers).Add(sum);
            }
        }

        var truth = people.GroupBy(person => person, StringComparer.Ordinal).Sum(group => group.LongCount() * (group.LongCount() - 1) / 2);
        while (own.Total < truth)
        {
            own.Add(0);
        }

        return new LinkageFigures(own, strangers, ((long)rows.Count * (rows.Count - 1) / 2) - truth);
    }

    private static void Add(LinkageFigures figures, IReadOnlyList<MatchSubject> records, IReadOnlyList<LabelledSearch> searches)
    {
        var index = new KeyIndex([.. records.Select(SearchKeys.ForRecord)]);
        var sums = new Dictionary<int, double>();
        foreach (var search in searches)
        {
            index.Sum(SearchKeys.ForSearch(search.Subject), sums);
            if (search.Record is { } own)
            {
                figures.Own.Add(sums.GetValueOrDefault(own));
            }

            foreach (var (place, sum) in sums.Where(sum => sum.Key != search.Record))
            {
                figures.Strangers.Add(sum);
            }
        }
    }

    private static long Pairs(IReadOnlyList<MatchSubject> records, IReadOnlyList<LabelledSearch> searches)
        => ((long)records.Count * searches.Count) - searches.Count(search => search.Record is not null);

    private static int Precision(PartialDate date) => date.Day != 0 ? 3 : date.Month != 0 ? 2 : 1;

    private static PartialDate OneDate(int precision)
        => PartialDate.TryCreate(Year, precision > 1 ? Month : 0, precision > 2 ? Day : 0, out var date, out var reason) ? date : throw new InvalidOperationException(reason);

    private static MatchSubject NameOnly(MatchSubject subject, PartialDate date) => new()
    {
        FullName = subject.FullName,
        FamilyName = subject.FamilyName,
        GivenName = subject.GivenName,
        Country = subject.Country,
        DateOfBirth = date,
    };
}

namespace FedHub.Matching.Tests.Quality;

/// <summary>Records, and searches that mean one of them each.</summary>
internal sealed record LabelledSet(IReadOnlyList<(string Id, MatchSubject Subject)> Records, IReadOnlyList<(string RecordId, MatchSubject Subject)> Searches)
{
    public LinkageFigures Measure()
    {
        var place = Records.Select((record, i) => (record.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        return LinkageEvaluation.GivenOneDate([.. Records.Select(record => record.Subject)], [.. Searches.Select(search => new LabelledSearch(search.Subject, place[search.RecordId]))]);
    }

    /// <summary>Records of one half and the searches that mean them.</summary>
    public LabelledSet OfHalf(bool second)
        => new([.. Records.Where(record => Half.IsSecond(record.Id) == second)], [.. Searches.Where(search => Half.IsSecond(search.RecordId) == second)]);
}

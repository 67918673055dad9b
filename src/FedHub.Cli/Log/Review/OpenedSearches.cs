using FedHub.Cli.Log.Index;
using FedHub.Cli.Log.Records;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Review;

/// <summary>
/// What only the national auditor's key can show: the same key searched again and again, numbers searched one after the other, and searches without a
/// record. Identifiers stay here: what is found names queries, not persons.
/// </summary>
internal static class OpenedSearches
{
    private const int MinRepeats = 3;
    private const int MinNeighbours = 3;
    private const long MaxDistance = 5;
    private const int MaxQueries = 10;

    public static IEnumerable<UnusualUse> Of(LogIndex index, RecordFolder records, SealingKey auditor, UnusualSettings settings)
    {
        var searched = new List<(string Who, string Query, IdentifierClass Class, string Key)>();
        var missing = new List<UnusualUse>();
        var filter = new LogSearchFilter { Kind = AuditKind.QuerySubmitted.ToToken(), From = settings.From, Until = settings.Until };
        foreach (var entry in LogSearch.Run(index, filter, long.MaxValue).Where(entry => entry.Form == OpeningForm.Whole))
        {
            var who = $"{entry.Member}/{entry["officer"]}";
            var sealedRecord = QueryId.TryParse(entry.Subject, out var query) ? records.Find(query) : null;
            if (sealedRecord is null || Digest.Of(sealedRecord).ToString() != entry["search-record"] || !OpenedRecord.TryOpen(sealedRecord, auditor, out var record))
            {
                missing.Add(new UnusualUse("without a sealed record", who, 1, "the record of this search is missing, is another one, or does not open with this key", [entry.Subject]));
                continue;
            }

            searched.AddRange(record.Classes.SelectMany(pair => pair.Value.Keys.Select(key => (who, entry.Subject, pair.Key, key))));
        }

        return [.. Repeated(searched), .. Neighbouring(searched), .. missing];
    }

    private static IEnumerable<UnusualUse> Repeated(List<(string Who, string Query, IdentifierClass Class, string Key)> searched) =>
        from search in searched
        where search.Class != IdentifierClass.Name
        group search by (search.Who, search.Class, search.Key) into same
        let queries = same.Select(search => search.Query).Distinct(StringComparer.Ordinal).ToList()
        where queries.Count >= MinRepeats
        orderby queries.Count descending, same.Key.Who
        select new UnusualUse(
            "repeated searches", same.Key.Who, queries.Count,
            FormattableString.Invariant($"the same {same.Key.Class.ToToken()} in {queries.Count} searches"), [.. queries.Take(MaxQueries)]);

    private static IEnumerable<UnusualUse> Neighbouring(List<(string Who, string Query, IdentifierClass Class, string Key)> searched)
    {
        var numbers = searched
            .Where(search => search.Class != IdentifierClass.Name)
            .Select(search => (search.Who, search.Query, search.Class, Split: Split(search.Key)))
            .Where(search => search.Split is not null)
            .GroupBy(search => (search.Who, search.Class, search.Split!.Value.Prefix, search.Split.Value.Digits));
        foreach (var series in numbers)
        {
            var run = new List<(long Number, string Query)>();
            foreach (var (number, query) in series.Select(search => (search.Split!.Value.Number, search.Query)).DistinctBy(pair => pair.Number).OrderBy(pair => pair.Number).Append((long.MaxValue, "")))
            {
                if (run.Count > 0 && number - run[^1].Number > MaxDistance)
                {
                    if (run.Count >= MinNeighbours)
                    {
                        yield return new UnusualUse(
                            "neighbouring searches", series.Key.Who, run.Count,
                            FormattableString.Invariant($"{run.Count} {series.Key.Class.ToToken()} numbers that lie next to each other"), [.. run.Select(one => one.Query).Distinct(StringComparer.Ordinal).Take(MaxQueries)]);
                    }

                    run.Clear();
                }

                run.Add((number, query));
            }
        }
    }

    /// <summary>The last digits of a key, which somebody who tries numbers counts up; null without any, or with more than a number holds.</summary>
    private static (string Prefix, int Digits, long Number)? Split(string key)
    {
        var digits = key.Length - key.AsSpan().TrimEnd("0123456789").Length;
        return digits is > 0 and <= 18 ? (key[..^digits], digits, long.Parse(key.AsSpan(key.Length - digits), System.Globalization.CultureInfo.InvariantCulture)) : null;
    }
}

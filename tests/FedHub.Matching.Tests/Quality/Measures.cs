using System.Globalization;

namespace FedHub.Matching.Tests.Quality;

/// <summary>The figures of the design page, computed over one folder of data.</summary>
internal static class Measures
{
    private const string FullDate = "1970-05-17";

    public static (double Recall, double HeldOut, double FalseRate, double MeanKeys) Sdn(string folder)
    {
        var records = CsvRows.Read(Path.Combine(folder, "linkage", "sdn-even-records.csv"));
        var queries = CsvRows.Read(Path.Combine(folder, "linkage", "sdn-even-queries.csv")).Where(q => q["date_of_birth"].Length > 0).ToList();
        var place = records.Select((r, i) => (Id: r["record_id"], i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var real = records.Select(r => LinkageMeasure.Keys(r["full_name"], r["date_of_birth"])).ToList();
        var index = LinkageMeasure.Index(real);
        var hits = queries.Select(q => (Place: place[q["expected_record_id"]],
            Sum: LinkageMeasure.Sums(index, LinkageMeasure.Keys(q["full_name"], q["date_of_birth"])).GetValueOrDefault(place[q["expected_record_id"]]))).ToList();
        var held = hits.Where(h => h.Place % 4 == 3).ToList();
        double falsePairs = 0, pairs = 0;
        foreach (var date in new[] { FullDate, "1970" })
        {
            var adversarial = LinkageMeasure.Index([.. records.Select(r => LinkageMeasure.Keys(r["full_name"], date))]);
            foreach (var q in queries.Where(q => q["date_of_birth"].Length == 4 == (date.Length == 4)))
            {
                var own = place[q["expected_record_id"]];
                falsePairs += LinkageMeasure.Sums(adversarial, LinkageMeasure.Keys(q["full_name"], date))
                    .Count(s => s.Key != own && s.Value >= RuleSet.Current.ThresholdC);
                pairs += records.Count - 1;
            }
        }

        return (Share(hits.Select(h => h.Sum)), Share(held.Select(h => h.Sum)), falsePairs / pairs,
            real.Where(k => k.Keys.Count > 0).Average(k => k.Keys.Count));
    }

    public static (double CleanDate, double AsWritten) Un(string folder)
    {
        var clean = CsvRows.Read(Path.Combine(folder, "linkage", "un-clean.csv"));
        var altered = CsvRows.Read(Path.Combine(folder, "linkage", "un-altered.csv"));
        var dated = clean.Zip(altered).Where(p => p.First["date_of_birth"].Length > 0).ToList();
        double Recall(Func<Dictionary<string, string>, Dictionary<string, string>, string> date) => Share(dated.Select(p => Sum(
            LinkageMeasure.Keys(p.First["full_name"], p.First["date_of_birth"]), LinkageMeasure.Keys(p.Second["full_name"], date(p.First, p.Second)))));
        return (Recall((c, _) => c["date_of_birth"]), Recall((_, a) => a["date_of_birth"]));
    }

    public static (double Recall, int FalsePairs, double MeanKeys) Febrl(string folder, string file)
    {
        var rows = CsvRows.Read(Path.Combine(folder, "linkage", file));
        var entity = rows.Select(r => r["rec_id"].Split('-')[1]).ToList();
        var keys = rows.Select(r => LinkageMeasure.Keys("", Dashed(r["date_of_birth"]), r["given_name"], r["surname"])).ToList();
        var index = LinkageMeasure.Index(keys);
        int found = 0, wrong = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var (other, sum) in LinkageMeasure.Sums(index, keys[i]))
            {
                if (other > i && sum >= RuleSet.Current.ThresholdC)
                {
                    found += entity[other] == entity[i] ? 1 : 0;
                    wrong += entity[other] == entity[i] ? 0 : 1;
                }
            }
        }

        var truth = entity.GroupBy(e => e, StringComparer.Ordinal).Sum(g => g.Count() * (g.Count() - 1) / 2);
        return ((double)found / truth, wrong, keys.Average(k => k.Keys.Count));
    }

    /// <summary>By language: share of examples whose two spellings meet in a key, and share that reach C beside an equal second name.</summary>
    public static List<(string Language, int Count, double Meets, double ReachesC, List<string> Misses)> Transliteration(string folder)
        => [.. File.ReadLines(Path.Combine(folder, "names", "transliteration-tests.tsv")).Skip(1).Select(l => l.Split('\t'))
            .GroupBy(f => f[1] + (f[0].StartsWith("bgn", StringComparison.Ordinal) ? " bgn" : " odni"), StringComparer.Ordinal).Select(g =>
            {
                var sums = g.Select(f => (f, Alone: Sum(LinkageMeasure.Keys(f[2], FullDate), LinkageMeasure.Keys(f[3], FullDate)),
                    Beside: Sum(LinkageMeasure.Keys(f[2] + " Тимур", FullDate), LinkageMeasure.Keys(f[3] + " Timur", FullDate)))).ToList();
                return (g.Key, sums.Count, sums.Average(s => s.Alone > 0 ? 1.0 : 0), Share(sums.Select(s => s.Beside)),
                    sums.Where(s => s.Alone <= 0 || s.Beside < RuleSet.Current.ThresholdC).Select(s => s.f[2] + " = " + s.f[3]).ToList());
            })];

    public static (double Meets, List<string> Misses) Wikidata(string folder)
    {
        var rows = File.ReadLines(Path.Combine(folder, "names", "wikidata-latin-cyrillic.tsv")).Select(l => l.Split('\t')).Where((_, i) => i % 4 == 0)
            .Select(f => (f[0], f[1].Replace(" ", "", StringComparison.Ordinal))).ToList();
        var met = rows.Select(r => (r, Sum(LinkageMeasure.Keys(r.Item1, FullDate), LinkageMeasure.Keys(r.Item2, FullDate)))).ToList();
        return (met.Average(m => m.Item2 > 0 ? 1.0 : 0), [.. met.Where(m => m.Item2 <= 0).Select(m => m.r.Item1 + " = " + m.r.Item2)]);
    }

    public static double Sum(DerivedKeys a, DerivedKeys b)
    {
        var keys = b.Keys.Select(k => (k.Kind, k.Value)).ToHashSet();
        return a.Keys.Where(k => keys.Contains((k.Kind, k.Value))).Sum(k => k.Weight);
    }

    private static string Dashed(string date)
        => date.Length == 8 ? string.Create(CultureInfo.InvariantCulture, $"{date[..4]}-{date[4..6]}-{date[6..]}") : "";

    private static double Share(IEnumerable<double> sums) => sums.Average(s => s >= RuleSet.Current.ThresholdC ? 1.0 : 0);
}

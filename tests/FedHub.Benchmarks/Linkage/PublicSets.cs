using System.Text.Json.Nodes;
using FedHub.Matching;
using FedHub.Matching.Tests.Quality;

namespace FedHub.Benchmarks;

/// <summary>The measures on the public files beside the repository.</summary>
internal static class PublicSets
{
    private static readonly double[] _thresholds = [4, 6, 7, 8, 9, 10, 11, 12, 14, 16, 20, 30, 42, 60];
    private static readonly double _c = RuleSet.Current.ThresholdC;

    public static (JsonArray Cases, JsonArray Curves) Measure(string folder)
    {
        var cases = new JsonArray();
        var curves = new JsonArray();
        Sdn(folder, cases, curves);
        cases.Add(LinkageCase.AtLeast("UN, altered", "recall at C, same date of birth", LinkageSets.Un(folder, alteredDates: false).Measure().Recall(_c), 0.995));
        cases.Add(LinkageCase.Known("UN, altered", "recall at C, altered date of birth", LinkageSets.Un(folder, alteredDates: true).Measure().Recall(_c)));
        Febrl(folder, cases, curves);
        var languages = Romanisations.Measure(folder);
        double Share(Func<(string Language, int Count, double Meets, double ReachesC), double> of) => languages.Sum(l => l.Count * of(l)) / languages.Sum(l => l.Count);
        cases.Add(LinkageCase.AtLeast("official romanisations", "share that meet in a key", Share(l => l.Meets), 0.97));
        cases.Add(LinkageCase.Known("official romanisations", "share that reach C beside an equal second name", Share(l => l.ReachesC)));
        return (cases, curves);
    }

    private static void Sdn(string folder, JsonArray cases, JsonArray curves)
    {
        var set = LinkageSets.Sdn(folder);
        var all = set.Measure();
        cases.Add(LinkageCase.AtLeast("SDN aliases", "recall at C", all.Recall(_c), 0.70));
        cases.Add(LinkageCase.AtMost("SDN aliases", "false-match rate at C, given one date", all.FalseRate(_c), 1e-4));
        foreach (var second in new[] { false, true })
        {
            var half = set.OfHalf(second).Measure();
            var name = second ? "SDN aliases, second half" : "SDN aliases, first half";
            cases.Add(LinkageCase.Known(name, "recall at C", half.Recall(_c)));
            cases.Add(LinkageCase.Known(name, "false-match rate at C, given one date", half.FalseRate(_c)));
        }

        var keys = set.Records.Select(record => SearchKeys.ForRecord(record.Subject).Keys.Count).Where(count => count > 0).ToList();
        cases.Add(LinkageCase.AtMost("SDN records", "keys a dated record, mean", keys.Average(), 16));
        cases.Add(LinkageCase.AtMost("SDN records", "keys a dated record, most", keys.Max(), 24));
        curves.Add(Curve("SDN aliases, strangers given one date", all));
        curves.Add(Grades("SDN aliases", all));
    }

    private static void Febrl(string folder, JsonArray cases, JsonArray curves)
    {
        foreach (var file in new[] { "febrl1", "febrl2", "febrl3" })
        {
            var (rows, people) = LinkageSets.Febrl(folder, file + ".csv");
            var figures = LinkageEvaluation.Within(rows, people);
            var isAimed = file == "febrl3";
            cases.Add(isAimed ? LinkageCase.AtLeast(file, "recall at C", figures.Recall(_c), 0.80) : LinkageCase.Known(file, "recall at C", figures.Recall(_c)));
            cases.Add(isAimed ? LinkageCase.AtMost(file, "false pairs at C", figures.Strangers.AtLeast(_c), 20) : LinkageCase.Known(file, "false pairs at C", figures.Strangers.AtLeast(_c)));
            if (isAimed)
            {
                var keys = rows.Select(row => SearchKeys.ForRecord(row).Keys.Count).Where(count => count > 0).ToList();
                cases.Add(LinkageCase.AtMost(file, "keys a dated record, mean", keys.Average(), 16));
                foreach (var second in new[] { false, true })
                {
                    var half = LinkageSets.Febrl(folder, file + ".csv", second);
                    cases.Add(LinkageCase.Known(file + (second ? ", second half" : ", first half"), "recall at C", LinkageEvaluation.Within(half.Rows, half.People).Recall(_c)));
                }

                curves.Add(Curve(file + ", all pairs as written", figures));
            }
        }
    }

    private static JsonObject Curve(string set, LinkageFigures figures) => new()
    {
        ["set"] = set,
        ["pairsOfStrangers"] = figures.StrangerPairs,
        ["points"] = new JsonArray([.. _thresholds.Select(threshold => new JsonObject
        {
            ["threshold"] = threshold,
            ["recall"] = Math.Round(figures.Recall(threshold), 4),
            ["falsePairs"] = figures.Strangers.AtLeast(threshold),
            ["falseRate"] = figures.FalseRate(threshold),
        })]),
    };

    private static JsonObject Grades(string set, LinkageFigures figures) => new()
    {
        ["set"] = set + ": what a grade means, if one search in ten is for somebody in a collection of ten million",
        ["grades"] = new JsonArray([.. GradeMeaning.Of(figures, 10_000_000, 0.1).Select(grade => new JsonObject
        {
            ["grade"] = grade.Grade.ToString(),
            ["recall"] = Math.Round(grade.Recall, 4),
            ["falseRate"] = grade.FalseRate,
            ["falseASearch"] = Math.Round(grade.FalseASearch, 5),
            ["probability"] = Math.Round(grade.Probability, 3),
        })]),
    };
}

using System.Text.Json;
using FedHub.Cli.Terminal;
using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>A report for programs. What cannot be computed, such as the recall of no search, is null.</summary>
internal static class ReportJson
{
    public static string Write(MatchReport report) => JsonLines.Write(json =>
    {
        json.WriteString("ruleset", Convert.ToHexStringLower(RuleSet.Current.Hash.Span));
        json.WriteNumber("records", report.Records);
        json.WriteNumber("recordsWithoutKeys", report.RecordsWithoutKeys);
        json.WriteNumber("searches", report.Searches);
        json.WriteNumber("searchesWithoutKeys", report.SearchesWithoutKeys);
        json.WriteNumber("searchesThatMeanARecord", report.AsWritten.Own.Total);
        json.WriteNumber("keysARecord", Math.Round(report.MeanKeys, 2));
        json.WriteNumber("mostKeys", report.MostKeys);
        json.WriteNumber("people", report.People);
        json.WriteNumber("known", report.Known);
        Figures(json, "asWritten", report.AsWritten);
        Figures(json, "givenOneDate", report.OneDate);
        Grades(json, report.Grades);
        json.WriteStartArray("curve");
        foreach (var threshold in MatchReport.Thresholds)
        {
            json.WriteStartObject();
            json.WriteNumber("threshold", threshold);
            Number(json, "recall", report.OneDate.Recall(threshold));
            Number(json, "falseRate", report.OneDate.FalseRate(threshold));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Figures(Utf8JsonWriter json, string property, LinkageFigures figures)
    {
        var threshold = RuleSet.Current.ThresholdC;
        json.WriteStartObject(property);
        Number(json, "recall", figures.Recall(threshold));
        json.WriteNumber("falsePairs", figures.Strangers.AtLeast(threshold));
        json.WriteNumber("pairsOfStrangers", figures.StrangerPairs);
        Number(json, "falseRate", figures.FalseRate(threshold));
        json.WriteEndObject();
    }

    private static void Grades(Utf8JsonWriter json, IReadOnlyList<GradeMeaning> grades)
    {
        json.WriteStartArray("grades");
        foreach (var grade in grades)
        {
            json.WriteStartObject();
            json.WriteString("grade", grade.Grade.ToString());
            Number(json, "recall", grade.Recall);
            json.WriteNumber("falsePairs", grade.FalsePairs);
            Number(json, "falseRate", grade.FalseRate);
            Number(json, "falseASearch", grade.FalseASearch);
            Number(json, "probability", grade.Probability);
            Number(json, "leastProbability", grade.LeastProbability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string property, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(property, value);
        }
        else
        {
            json.WriteNull(property);
        }
    }
}

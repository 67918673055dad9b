using System.Globalization;
using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>A report for people.</summary>
internal static class ReportText
{
    public static string Write(MatchReport report)
    {
        var rules = RuleSet.Current;
        var strangers = report.AsWritten.Strangers.AtLeast(rules.ThresholdC);
        List<string> lines =
        [
            Text($"Rules {Convert.ToHexStringLower(rules.Hash.Span)[..8]}: A from {rules.ThresholdA}, B from {rules.ThresholdB}, C from {rules.ThresholdC}."),
            Text($"{report.Records} records, {report.RecordsWithoutKeys} of them without any key; {report.MeanKeys:0.0} keys a record, {report.MostKeys} at most."),
            Text($"{report.Searches} searches, {report.SearchesWithoutKeys} of them without any key; {report.AsWritten.Own.Total} mean a record."),
            Text($"As written, {strangers} of {report.AsWritten.StrangerPairs} pairs of strangers reach C."),
            "",
            "Strangers are compared by name, given one date of birth:",
            Row("grade", "recall", "false pairs", "rate", "a shown one is right"),
            .. report.Grades.Select(Grade),
            Row("C or better", Share(report.OneDate.Recall(rules.ThresholdC)),
                Text($"{report.OneDate.Strangers.AtLeast(rules.ThresholdC)} of {report.OneDate.StrangerPairs}"), Rate(report.OneDate.FalseRate(rules.ThresholdC)), ""),
            Text($"The last column holds for a collection of {report.People:0} persons if one search in {1 / report.Known:0.#} is for somebody in it."),
            "",
            "The curve, by threshold on the sum:",
            .. MatchReport.Thresholds.Select(at => Text($"  {at,4}  recall {Share(report.OneDate.Recall(at))}  false-match rate {Rate(report.OneDate.FalseRate(at))}")),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static string Grade(GradeMeaning grade) => Row(grade.Grade.ToString(), Share(grade.Recall), Text($"{grade.FalsePairs}"), Rate(grade.FalseRate),
        double.IsNaN(grade.Probability) ? "-" : Text($"{grade.Probability:0.000} (>= {grade.LeastProbability:0.000})"));

    private static string Row(string grade, string recall, string pairs, string rate, string right) => $"  {grade,-12}{recall,9}{pairs,22}{rate,17}{right,22}".TrimEnd();

    private static string Share(double share) => double.IsNaN(share) ? "-" : share.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Rate(double rate) => double.IsNaN(rate) ? "-" : rate.ToString(rate == 0 ? "0" : "0.0e-0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

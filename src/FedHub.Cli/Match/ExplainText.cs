using System.Globalization;
using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>An explanation for people.</summary>
internal static class ExplainText
{
    public static string Write(PairExplanation explanation, PersonRow search, PersonRow record, ExplainWords words)
    {
        var (score, rules) = (explanation.Score, RuleSet.Current);
        var grade = score.Grade == Grade.None ? words.Below : score.Grade.ToString();
        List<string> lines =
        [
            Text($"{words.Grade}: {grade} ({words.Sum} {score.Sum:0.##}; A {rules.ThresholdA}, B {rules.ThresholdB}, C {rules.ThresholdC})"),
            words.Reported,
            .. Fields(score.Reasons, words),
        ];
        if (score.Reasons.Count == 0)
        {
            lines.Add("  " + words.Nothing);
        }

        Section(lines, words.InClear, Fields(explanation.InClear, words));
        Section(lines, words.Words, explanation.Words.Select(pair => $"  {pair.Search ?? "-"} / {pair.Record ?? "-"}: {words.Likenesses[(int)pair.Likeness]}"));
        Section(lines, words.Keys, explanation.Keys.Select(key => Text($"  {key.Kind} {key.Weight:0.##}")));
        lines.AddRange(Remarks(explanation.SearchWarnings, search, words).Select(remark => $"{words.SearchNote}: {remark}"));
        lines.AddRange(Remarks(explanation.RecordWarnings, record, words).Select(remark => $"{words.RecordNote}: {remark}"));
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>What the rules and the reader of the file remark on a row.</summary>
    public static IEnumerable<string> Remarks(IReadOnlyList<MatchWarning> warnings, PersonRow row, ExplainWords words)
        => warnings.Select(warning => words.Remark(warning.Field, warning.Message)).Concat(row.DateRemark is null ? [] : [words.Remark("date of birth", row.DateRemark)]);

    private static void Section(List<string> lines, string title, IEnumerable<string> content)
    {
        var all = content.ToList();
        if (all.Count > 0)
        {
            lines.Add(title);
            lines.AddRange(all);
        }
    }

    private static IEnumerable<string> Fields(IReadOnlyList<FieldReason> reasons, ExplainWords words)
        => reasons.Select(words.Reason).Select(reason => $"  {reason.Field}: {words.Agreements[(int)reason.Agreement]}: {reason.Text}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Text.Json;
using FedHub.Cli.Terminal;
using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>An explanation for programs: tokens are the same in every language, only <c>why</c> and the remarks are not.</summary>
internal static class ExplainJson
{
    private static readonly string[] _agreements = ["same", "similar", "different"];
    private static readonly string[] _likenesses = ["same_spelling", "same_sound", "same_consonants", "one_slip", "same_beginning", "same_initial", "alone"];

    public static string Write(PairExplanation explanation, PersonRow search, PersonRow record, ExplainWords words) => JsonLines.Write(json =>
    {
        json.WriteStringOrNull("grade", explanation.Score.Grade == Grade.None ? null : explanation.Score.Grade.ToString());
        json.WriteNumber("sum", explanation.Score.Sum);
        json.WriteString("ruleset", Convert.ToHexStringLower(RuleSet.Current.Hash.Span));
        Fields(json, "fields", explanation.Score.Reasons, words);
        Fields(json, "inClear", explanation.InClear, words);
        json.WriteStartArray("words");
        foreach (var pair in explanation.Words)
        {
            json.WriteStartObject();
            json.WriteStringOrNull("search", pair.Search);
            json.WriteStringOrNull("record", pair.Record);
            json.WriteString("likeness", _likenesses[(int)pair.Likeness]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("keys");
        foreach (var key in explanation.Keys)
        {
            json.WriteStartObject();
            json.WriteString("kind", key.Kind);
            json.WriteNumber("weight", key.Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("searchRemarks", ExplainText.Remarks(explanation.SearchWarnings, search, words));
        json.WriteStrings("recordRemarks", ExplainText.Remarks(explanation.RecordWarnings, record, words));
    });

    private static void Fields(Utf8JsonWriter json, string property, IReadOnlyList<FieldReason> reasons, ExplainWords words)
    {
        json.WriteStartArray(property);
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("field", reason.Field);
            json.WriteString("agreement", _agreements[(int)reason.Agreement]);
            json.WriteString("why", words.Reason(reason).Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

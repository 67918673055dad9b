using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FedHub.Matching;

/// <summary>The lines that <c>fedhub keys</c> prints, for evaluation only: they hold keys in clear.</summary>
public static class KeyListing
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first line: <c>{"ruleset":…,"thresholds":{"A":…,"B":…,"C":…}}</c>; the rule set is its hash in hexadecimal.</summary>
    public static string HeaderLine(RuleSet rules) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("ruleset", Convert.ToHexStringLower(rules.Hash.Span));
        json.WriteStartObject("thresholds");
        json.WriteNumber("A", rules.ThresholdA);
        json.WriteNumber("B", rules.ThresholdB);
        json.WriteNumber("C", rules.ThresholdC);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>One line a row: <c>{"id":…,"keys":[{"kind":…,"value":…,"weight":…}]}</c>.</summary>
    /// <param name="id">The row's own id.</param>
    /// <param name="keys">Its keys, as <see cref="SearchKeys.ForRecord"/> gives them.</param>
    public static string RowLine(string id, DerivedKeys keys) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteStartArray("keys");
        foreach (var key in keys.Keys)
        {
            json.WriteStartObject();
            json.WriteString("kind", key.Kind);
            json.WriteString("value", key.Value);
            json.WriteNumber("weight", key.Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Write(Action<Utf8JsonWriter> body)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            body(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

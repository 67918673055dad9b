using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedHub.Node.Policy;
using FedHub.Protocol;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FedHub.Node.Tests.Policy;

public sealed class PolicySchemaTests
{
    /// <summary>Uses every key; what the others are made from.</summary>
    private const string Full = """
        version: 1
        collection: persons
        classes:
          document: 20000
          name: 100000
        admit:
          - members: all
            purposes: [investigation]
          - members: [UZB, KGZ]
            agencies: [police, customs]
            purposes: border-check
            classes: [document]
        disclose:
          - members: [UZB]
            purposes: [investigation]
            categories: [suspect, witness]
            outcome: disclosed
            summary: [full_name, summary.article]
            desk: National desk
          - outcome: under-review
            categories: victim
            reviewHours: 48
            twoPersons: true
            grounds: [not permitted, would endanger a person]
            summary: nationality
          - outcome: referred
            categories: [presumed-victim]
          - outcome: refused
            ground: no agreement
        budgets:
          - members: [UZB]
            scope: agency
            classes: [name]
            perDay: 50
        """;

    private static readonly JsonElement _schema = JsonDocument.Parse(PolicySchema.Text).RootElement;

    [Fact]
    public void Document_IsWhatTheCodeWrites() =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policy.schema.json")).ShouldBe(PolicySchema.Text, "run: fedhub node policy schema > docs/policy.schema.json");

    [Fact]
    public void Schema_OfDefaultsAndOfEveryKey_AcceptsWhatTheReaderAccepts()
    {
        foreach (var (file, text) in DefaultPolicies.Files.Append(KeyValuePair.Create("persons.yaml", Full)))
        {
            AcceptsBoth(file, text).ShouldBe((true, true), file);
        }
    }

    public static TheoryData<string, string> Replacements => new()
    {
        { "version: 1", "version: 2" },
        { "collection: persons", "collection: Persons" },
        { "collection: persons", "collection: [persons]" },
        { "document: 20000", "document: 1023" },
        { "document: 20000", "document: 2147483648" },
        { "document: 20000", "documents: 20000" },
        { "document: 20000", "document: many" },
        { "members: all", "members: [all]" },
        { "members: all", "members: ALL!" },
        { "members: all", "members: []" },
        { "members: all", "members: ZZZ" },
        { "members: all\n", "agencies: [x]\n" },
        { "[UZB, KGZ]", "[UZB, all]" },
        { "purposes: border-check", "purposes: all" },
        { "purposes: border-check", "purposes: [border-checks]" },
        { "agencies: [police, customs]", "agencies: all" },
        { "agencies: [police, customs]", "agencies: 12" },
        { "agencies: [police, customs]", "agency: police" },
        { "categories: victim", "categories: all" },
        { "categories: victim", "categories: victims" },
        { "outcome: disclosed", "outcome: refused" },
        { "outcome: disclosed", "outcome: referred" },
        { "outcome: disclosed", "outcome: under-review" },
        { "outcome: disclosed", "outcome: shown" },
        { "outcome: under-review", "outcome: disclosed" },
        { "reviewHours: 48", "reviewHours: 721" },
        { "reviewHours: 48", "reviewHours: 0" },
        { "twoPersons: true", "twoPersons: maybe" },
        { "grounds: [not permitted, would endanger a person]", "grounds: []" },
        { "summary: nationality", "summary: address_of_aunt" },
        { "summary: nationality", "summary: category" },
        { "summary: nationality", "summary: []" },
        { "ground: no agreement", "desk: no agreement" },
        { "ground: no agreement", "ground: ''" },
        { "desk: National desk", "desk: ''" },
        { "scope: agency", "scope: country" },
        { "perDay: 50", "perDay: 1000000001" },
        { "perDay: 50", "perDay: 0" },
        { "perDay: 50", "perday: 50" },
        { "budgets:", "budget:" },
        { "summary.article", "summary.Article" },
    };

    [Theory]
    [MemberData(nameof(Replacements))]
    public void Schema_OfAChangedPolicy_AgreesWithTheReader(string from, string to)
    {
        Full.ShouldContain(from);
        var (reader, schema) = AcceptsBoth("persons.yaml", Full.Replace(from, to, StringComparison.Ordinal));

        schema.ShouldBe(reader, $"{from} -> {to}");
    }

    [Fact]
    public void Schema_WithoutAnyOneKey_AgreesWithTheReader()
    {
        var lines = Full.Split('\n');
        for (var left = 0; left < lines.Length; left++)
        {
            // That rules name only classes of the collection is what a schema cannot say.
            if (lines[left] is "  document: 20000" or "  name: 100000")
            {
                continue;
            }

            var text = string.Join('\n', lines.Where((_, index) => index != left));
            if (TryParse(text) is not null)
            {
                var (reader, schema) = AcceptsBoth("persons.yaml", text);
                schema.ShouldBe(reader, $"without line {left + 1}: {lines[left]}");
            }
        }
    }

    private static (bool Reader, bool Schema) AcceptsBoth(string file, string text)
    {
        var isRead = true;
        try
        {
            PolicyReader.ReadFile(file, text);
        }
        catch (FedHubException)
        {
            isRead = false;
        }

        return (isRead, TryParse(text) is { } value && JsonSchemaCheck.IsValid(_schema, value));
    }

    private static JsonElement? TryParse(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return JsonSerializer.SerializeToElement(ToJson(stream.Documents[0].RootNode));
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } when long.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode scalar => scalar.Value,
        _ => throw new NotSupportedException(),
    };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>
/// The JSON schema (2020-12) of a policy file, made from the words that <see cref="PolicyReader"/> takes; docs/policy.schema.json is this text.
/// What a schema cannot say, the reader checks alone: that rules name classes of the collection only, and that the file bears its name.
/// </summary>
public static class PolicySchema
{
    private const string MemberPattern = "^(?!ZZZ)[A-Z]{3}$";

    private static readonly JsonSerializerOptions _options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, with a line feed at the end.</summary>
    public static string Text { get; } = Write().ToJsonString(_options).ReplaceLineEndings("\n") + "\n";

    private static JsonObject Write() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "FedHub collection policy",
        ["description"] = "One file a collection, COLLECTION.yaml. What no rule permits is denied. See docs/policies.md.",
        ["type"] = "object",
        ["required"] = Array("version", "collection", "classes"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["version"] = Described(new JsonObject { ["const"] = 1 }, "Version of the format."),
            ["collection"] = Described(new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z][a-z0-9-]{0,31}$" }, "The collection's name, and the file's."),
            ["classes"] = Described(Classes(), "What the collection can be asked for, each with the most entries its filter may hold, padding and deltas included."),
            ["admit"] = Rules(Admission(), "Who may ask. Any rule that fits admits."),
            ["disclose"] = Rules(new JsonObject { ["oneOf"] = Disclosures() }, "What whoever hits a record is told. The first rule that fits decides; none: refused."),
            ["budgets"] = Rules(Budget(), "How much may be asked a day. The lowest that fits holds, and the node's own budgets hold besides."),
        },
    };

    private static JsonObject Classes() => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["propertyNames"] = new JsonObject { ["enum"] = ClassWords() },
        ["additionalProperties"] = new JsonObject { ["type"] = "integer", ["minimum"] = PolicyReader.MinCeiling, ["maximum"] = int.MaxValue },
    };

    private static JsonObject Admission() => Rule(
        ["members", "purposes"],
        new JsonObject
        {
            ["members"] = Described(SomeOrAll(Member()), "Who, or `all`."),
            ["agencies"] = Described(SomeOrAll(Text1To(64)), "Of which of their agencies; left out: all."),
            ["purposes"] = Described(Some(Purpose()), "For what; there is no `all` here."),
            ["classes"] = Described(SomeOrAll(Class()), "By what; left out: all of the collection's."),
            ["bulk"] = Described(new JsonObject { ["type"] = "boolean" }, "Whether bulk screenings, which a second person there approved, are admitted too; left out: false."),
        });

    private static JsonArray Disclosures() =>
    [
        Disclosure("disclosed", [], new JsonObject { ["summary"] = Summary() }),
        Disclosure("referred", [], []),
        Disclosure("under-review", [], new JsonObject
        {
            ["summary"] = Summary(),
            ["reviewHours"] = Described(Integer(1, PolicyReader.MaxReviewHours), "Hours in which a person decides; left out: 24."),
            ["twoPersons"] = Described(new JsonObject { ["type"] = "boolean" }, "Whether two persons have to decide alike; left out: false."),
            ["grounds"] = Described(Some(Text1To(PolicyReader.MaxTextLength)), "On what they may refuse; left out: a list of five."),
        }),
        Disclosure("refused", ["ground"], new JsonObject { ["ground"] = Described(Text1To(PolicyReader.MaxTextLength), "Why, as the asker is told.") }),
    ];

    private static JsonObject Disclosure(string outcome, string[] required, JsonObject more)
    {
        var properties = new JsonObject
        {
            ["members"] = Described(SomeOrAll(Member()), "Who asks; left out: all."),
            ["purposes"] = Described(SomeOrAll(Purpose()), "For what; left out: all."),
            ["categories"] = Described(SomeOrAll(Category()), "About what kind of record; left out: all."),
            ["outcome"] = new JsonObject { ["const"] = outcome },
            ["desk"] = Described(Text1To(PolicyReader.MaxTextLength), "Desk of the own directory entry; left out: its first."),
        };
        foreach (var (name, schema) in more.ToList())
        {
            more.Remove(name);
            properties[name] = schema;
        }

        return Rule(["outcome", .. required], properties);
    }

    private static JsonObject Budget() => Rule(
        ["scope", "perDay"],
        new JsonObject
        {
            ["members"] = Described(SomeOrAll(Member()), "Whose; left out: all."),
            ["classes"] = Described(SomeOrAll(Class()), "Of which classes; left out: all."),
            ["scope"] = Described(new JsonObject { ["enum"] = Array("investigator", "agency", "member") }, "Of each what."),
            ["perDay"] = Described(Integer(0, (int)PolicyReader.MaxPerDay), "Elements a day; parts a day for class name."),
        });

    private static JsonObject Summary()
    {
        var field = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = Array([.. RecordSchema.ReleasableFields]) }, new JsonObject { ["type"] = "string", ["pattern"] = "^summary\\.[a-z0-9_]{1,32}$" }) };
        return Described(Some(field), "Fields that are released; left out: none.");
    }

    private static JsonObject Member() => new() { ["type"] = "string", ["pattern"] = MemberPattern };

    private static JsonObject Purpose() => new() { ["enum"] = Array([.. Tokens.AllPurposes]) };

    private static JsonObject Category() => new() { ["enum"] = Array([.. RecordCategories.All.Select(RecordCategories.ToToken)]) };

    private static JsonObject Class() => new() { ["enum"] = ClassWords() };

    private static JsonArray ClassWords() => Array([.. IdentifierClasses.All.Select(IdentifierClasses.ToToken)]);

    /// <summary>YAML reads an agency called 12 as a number; the policy reads it as a name.</summary>
    private static JsonObject Text1To(int length) => new() { ["type"] = Array("string", "integer"), ["minLength"] = 1, ["maxLength"] = length };

    private static JsonObject Integer(int min, int max) => new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };

    /// <summary>One value, or a list that is not empty.</summary>
    private static JsonObject Some(JsonObject item) => new() { ["anyOf"] = new JsonArray(item, List(item)) };

    private static JsonObject SomeOrAll(JsonObject item) => new()
    {
        ["anyOf"] = new JsonArray(item, List(item), new JsonObject { ["const"] = PolicyReader.All }, new JsonObject { ["const"] = Array(PolicyReader.All) }),
    };

    private static JsonObject List(JsonObject item) => new() { ["type"] = "array", ["minItems"] = 1, ["items"] = item.DeepClone() };

    private static JsonObject Rules(JsonObject rule, string description) =>
        Described(new JsonObject { ["type"] = "array", ["maxItems"] = PolicyReader.MaxRules, ["items"] = rule }, description);

    private static JsonObject Rule(string[] required, JsonObject properties) =>
        new() { ["type"] = "object", ["required"] = Array(required), ["additionalProperties"] = false, ["properties"] = properties };

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonArray Array(params string[] words) => [.. words.Select(word => (JsonNode)word)];
}

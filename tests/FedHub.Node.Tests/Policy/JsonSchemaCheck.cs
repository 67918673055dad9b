using System.Text.Json;
using System.Text.RegularExpressions;

namespace FedHub.Node.Tests.Policy;

/// <summary>The few keywords of JSON schema that docs/policy.schema.json uses; any other fails, so that none is passed over.</summary>
internal static class JsonSchemaCheck
{
    public static bool IsValid(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(keyword => Holds(keyword, schema, value));

    private static bool Holds(JsonProperty keyword, JsonElement schema, JsonElement value) => keyword.Name switch
    {
        "$schema" or "title" or "description" => true,
        "type" => keyword.Value.ValueKind == JsonValueKind.Array
            ? keyword.Value.EnumerateArray().Any(type => IsOf(type.GetString()!, value))
            : IsOf(keyword.Value.GetString()!, value),
        "const" => JsonElement.DeepEquals(keyword.Value, value),
        "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
        "anyOf" => keyword.Value.EnumerateArray().Any(one => IsValid(one, value)),
        "oneOf" => keyword.Value.EnumerateArray().Count(one => IsValid(one, value)) == 1,
        "required" => value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => value.ValueKind != JsonValueKind.Object
            || keyword.Value.EnumerateObject().All(property => !value.TryGetProperty(property.Name, out var inner) || IsValid(property.Value, inner)),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(property => IsListed(schema, property) || IsAdditional(keyword.Value, property.Value)),
        "propertyNames" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(property => IsValid(keyword.Value, JsonSerializer.SerializeToElement(property.Name))),
        "minProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() >= keyword.Value.GetInt32(),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => IsValid(keyword.Value, item)),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= keyword.Value.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble(),
        _ => throw new NotSupportedException(keyword.Name),
    };

    private static bool IsListed(JsonElement schema, JsonProperty property) =>
        schema.TryGetProperty("properties", out var listed) && listed.TryGetProperty(property.Name, out _);

    private static bool IsAdditional(JsonElement rule, JsonElement value) => rule.ValueKind == JsonValueKind.False ? false : IsValid(rule, value);

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };
}

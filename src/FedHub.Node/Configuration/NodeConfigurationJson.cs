using System.Text.Json.Serialization;

namespace FedHub.Node.Configuration;

/// <summary>Strict: unknown keys, repeated keys and missing keys stop the start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(NodeConfigurationDocument))]
internal sealed partial class NodeConfigurationJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace FedHub.Node.Configuration;

/// <summary>Strict: unknown keys, repeated keys and missing keys stop the start.</summary>
internal static class NodeConfigurationJson
{
    // By reflection: generated readers forget the defaults of init-only properties that the file leaves out.
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };
}

using System.Globalization;
using System.Text.Json;

namespace FedHub.Node.Configuration;

/// <summary>Says where a <c>node.json</c> is wrong.</summary>
internal static class NodeConfigurationErrors
{
    internal static string Describe(JsonException exception)
    {
        // System.Text.Json counts both from 0.
        var where = exception is { LineNumber: { } line, BytePositionInLine: { } column }
            ? string.Create(CultureInfo.InvariantCulture, $":{line + 1}:{column + 1}")
            : "";
        var what = exception.Path is { Length: > 1 } path ? $" at {path[2..]}" : "";
        return $"{where}: {Reason(exception)}{what}. The keys are described in docs/node-configuration.md.";
    }

    private static string Reason(JsonException exception) => exception.Message switch
    {
        var message when message.Contains("could not be mapped", StringComparison.Ordinal) => "unknown key",
        var message when message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) => "a key stands twice",
        var message when message.Contains("required properties", StringComparison.Ordinal) => MissingKeys(message),
        var message when message.Contains("could not be converted", StringComparison.Ordinal) => "a value of the wrong type",
        _ => "not valid JSON",
    };

    private static string MissingKeys(string message)
    {
        // "... for type 'X' was missing required properties including: 'hub', 'tls'."
        var start = message.IndexOf(": '", StringComparison.Ordinal);
        var keys = start < 0 ? "" : " " + message[(start + 2)..(message.LastIndexOf('\'') + 1)];
        return "missing key" + keys;
    }
}

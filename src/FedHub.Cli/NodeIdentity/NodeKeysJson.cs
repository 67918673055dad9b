using System.Text.Json;
using FedHub.Cli.Terminal;
using FedHub.Node.Keys;

namespace FedHub.Cli.NodeIdentity;

/// <summary>Keys as JSON lines.</summary>
internal static class NodeKeysJson
{
    public static string Of(HeldKey key) => JsonLines.Write(json =>
    {
        json.WriteString("use", NodeKeysText.Word(key.Use));
        json.WriteString("state", NodeKeysText.Word(key.Standing));
        json.WriteString("key", key.Id.ToString());
        WriteTime(json, "listedFrom", key.Listed?.ValidFrom);
        WriteTime(json, "listedUntil", key.Listed?.ValidUntil);
        WriteTime(json, "activatedAt", key.Used?.ActivatedAt);
        WriteTime(json, "retiredAt", key.Used?.RetiredAt);
        WriteTime(json, "wipedAt", key.Used?.WipedAt);
        json.WriteString("file", key.File);
    });

    public static IEnumerable<string> Of(TouchedByKey touched) => NodeKeysText.Messages(touched).Select(entry => JsonLines.Write(json =>
    {
        json.WriteString("key", touched.Key.Id.ToString());
        json.WriteString("kind", entry.Kind);
        json.WriteString("queryId", entry.Message.QueryId.ToString());
        json.WriteStringOrNull("origin", entry.Message.Origin?.ToString());
        WriteTime(json, "at", entry.Message.At);
    }));

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? at) =>
        json.WriteStringOrNull(name, at is { } time ? FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}") : null);
}

using System.Text.Json;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Node.V1;
using FedHub.Protocol;

namespace FedHub.Cli.NodeAdmin;

/// <summary>A node's state as one JSON document; times as <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>, null for never.</summary>
internal static class NodeStatusJson
{
    public static string Of(GetStatusResponse status) => JsonLines.Write(json =>
    {
        json.WriteString("member", status.Member);
        json.WriteString("softwareVersion", status.SoftwareVersion);
        json.WriteBoolean("hubConnected", status.HubConnected);
        WriteTime(json, "hubSince", status.HubSinceMs);
        json.WriteNumber("directoryVersion", status.DirectoryVersion);
        WriteTime(json, "directoryExpiresAt", status.DirectoryExpiresAtMs);
        json.WriteNumber("directoryRefused", status.RefusedDirectoryVersion);
        json.WriteStartObject("answerLog");
        json.WriteNumber("entries", status.AnswerLog.EntryCount);
        json.WriteNumber("size", status.AnswerLog.Size);
        json.WriteString("root", Convert.ToHexStringLower(status.AnswerLog.Root.Span));
        json.WriteEndObject();
        json.WriteNumber("queriesAnswered", status.AnsweredQueryCount);
        json.WriteNumber("queriesRefused", status.RefusedQueryCount);
        json.WriteNumber("filtersHeld", status.HeldFilterCount);
        json.WriteNumber("officersPending", status.PendingOfficerCount);
        json.WriteNumber("reviewsOpen", status.OpenReviewCount);
        json.WriteNumber("reviewsOverdue", status.OverdueReviewCount);
        json.WriteStartArray("collections");
        foreach (var collection in status.Collections)
        {
            json.WriteStartObject();
            json.WriteString("name", collection.Name);
            json.WriteNumber("records", collection.RecordCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("slots");
        foreach (var slot in status.Slots)
        {
            Write(json, slot);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, SlotStatus slot)
    {
        json.WriteStartObject();
        json.WriteStringOrNull("slot", SlotCodec.TryRead(slot.Slot, out var id) ? id.ToString() : null);
        json.WriteNumber("epoch", slot.Epoch);
        WriteTime(json, "epochEndsAt", slot.EpochEndsAtMs);
        json.WriteNumber("keys", slot.KeyCount);
        json.WriteNumber("keysWaiting", slot.WaitingKeyCount);
        WriteTime(json, "searchableFrom", slot.SearchableFromMs);
        WriteTime(json, "publishedAt", slot.PublishedAtMs);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, long unixMilliseconds) => json.WriteStringOrNull(
        name, UnixTime.TryRead(unixMilliseconds, out var at) ? FormattableString.Invariant($"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}") : null);
}

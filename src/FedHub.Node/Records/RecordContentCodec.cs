using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FedHub.Matching;

namespace FedHub.Node.Records;

/// <summary>Record content as the bytes that are encrypted and compared: JSON, version first, fields in one fixed order, absent ones left out.</summary>
internal static class RecordContentCodec
{
    private const int Version = 1;

    internal static byte[] Encode(RecordContent content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("id", content.RecordId);
            json.WriteNumber("category", (int)content.Category);
            WriteText(json, "full", content.FullName);
            WriteText(json, "family", content.FamilyName);
            WriteText(json, "given", content.GivenName);
            WriteText(json, "born", content.DateOfBirth?.ToString());
            WriteText(json, "country", content.Country);
            WriteText(json, "sex", content.Sex);
            WriteTexts(json, "documents", content.Documents);
            WriteTexts(json, "numbers", content.PersonalNumbers);
            WriteTexts(json, "phones", content.Phones);
            WriteTexts(json, "vehicles", content.Vehicles);
            WriteTexts(json, "accounts", content.Accounts);
            WriteTexts(json, "citizenships", content.Citizenships);
            WriteText(json, "ageBand", content.AgeBand);
            WriteTexts(json, "exploitation", content.FormsOfExploitation);
            WriteTexts(json, "means", content.Means);
            WriteTexts(json, "recruitment", content.RecruitmentChannels);
            WriteText(json, "route", content.Route);
            WriteText(json, "expires", content.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture));
            WriteTexts(json, "free", [.. content.Free.SelectMany(field => (string[])[field.Name, field.Value])]);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> gave.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    internal static RecordContent Decode(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (root.GetProperty("v").GetInt32() != Version)
        {
            throw new InvalidDataException("A record is stored in a form that this version does not know.");
        }

        var free = ReadTexts(root, "free");
        return new RecordContent
        {
            RecordId = root.GetProperty("id").GetString()!,
            Category = (RecordCategory)root.GetProperty("category").GetInt32(),
            FullName = ReadText(root, "full"),
            FamilyName = ReadText(root, "family"),
            GivenName = ReadText(root, "given"),
            DateOfBirth = PartialDate.TryParse(ReadText(root, "born"), out var born, out _) ? born : null,
            Country = ReadText(root, "country"),
            Sex = ReadText(root, "sex"),
            Documents = ReadTexts(root, "documents"),
            PersonalNumbers = ReadTexts(root, "numbers"),
            Phones = ReadTexts(root, "phones"),
            Vehicles = ReadTexts(root, "vehicles"),
            Accounts = ReadTexts(root, "accounts"),
            Citizenships = ReadTexts(root, "citizenships"),
            AgeBand = ReadText(root, "ageBand"),
            FormsOfExploitation = ReadTexts(root, "exploitation"),
            Means = ReadTexts(root, "means"),
            RecruitmentChannels = ReadTexts(root, "recruitment"),
            Route = ReadText(root, "route"),
            ExpiresAt = ReadText(root, "expires") is { } expires ? DateTimeOffset.ParseExact(expires, "O", CultureInfo.InvariantCulture) : null,
            Free = [.. free.Chunk(2).Select(pair => new RecordField(pair[0], pair[1]))],
        };
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }

    private static string? ReadText(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string[] ReadTexts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [];
}

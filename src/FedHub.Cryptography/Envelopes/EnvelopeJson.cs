using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FedHub.Cryptography;

/// <summary>The JSON form of an envelope that other tools for DSSE read and write.</summary>
public static class EnvelopeJson
{
    /// <summary>Writes payload, payloadType and signatures (keyid in hex, sig in base64).</summary>
    public static byte[] Format(Envelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBase64String("payload"u8, envelope.Payload.Span);
            writer.WriteString("payloadType"u8, envelope.PayloadType);
            writer.WriteStartArray("signatures"u8);
            foreach (var (keyId, signature) in envelope.Signatures)
            {
                writer.WriteStartObject();
                writer.WriteString("keyid"u8, keyId.ToString());
                writer.WriteBase64String("sig"u8, signature.AsSpan());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads the JSON form; false when it is malformed or has signatures that are not Ed25519 by our key ids.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out Envelope? envelope)
    {
        envelope = null;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return TryRead(document.RootElement, out envelope);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Malformed input is an expected outcome; text that is not Unicode shows only when it is read, as the second of the two.
            envelope = null;
            return false;
        }
    }

    private static bool TryRead(JsonElement root, [NotNullWhen(true)] out Envelope? envelope)
    {
        envelope = null;
        if (!TryGet(root, "payload", JsonValueKind.String, out var payload)
            || !payload.TryGetBytesFromBase64(out var bytes)
            || !TryGet(root, "payloadType", JsonValueKind.String, out var payloadType)
            || payloadType.GetString() is not { Length: > 0 } type
            || !TryGet(root, "signatures", JsonValueKind.Array, out var array)
            || array.GetArrayLength() > Envelope.MaxSignatures)
        {
            return false;
        }

        var signatures = ImmutableArray.CreateBuilder<EnvelopeSignature>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (!TryReadSignature(item, out var signature))
            {
                return false;
            }

            signatures.Add(signature);
        }

        envelope = new Envelope(type, bytes, signatures.MoveToImmutable());
        return true;
    }

    private static bool TryReadSignature(JsonElement item, out EnvelopeSignature envelopeSignature)
    {
        envelopeSignature = default;
        if (!TryGet(item, "keyid", JsonValueKind.String, out var keyIdText)
            || !KeyId.TryParse(keyIdText.GetString(), out var keyId)
            || !TryGet(item, "sig", JsonValueKind.String, out var sig)
            || !sig.TryGetBytesFromBase64(out var bytes)
            || !Signature.TryFromBytes(bytes, out var signature))
        {
            return false;
        }

        envelopeSignature = new EnvelopeSignature(keyId, signature);
        return true;
    }

    private static bool TryGet(JsonElement parent, string name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out value) && value.ValueKind == kind;
    }
}

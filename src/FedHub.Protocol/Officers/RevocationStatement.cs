using System.Text.Json;

namespace FedHub.Protocol;

/// <summary>The one field that others act upon of a member's statement <c>credential-revoked</c> (docs/member-statements.md).</summary>
public static class RevocationStatement
{
    /// <summary>Length of a credential's id.</summary>
    public const int CredentialIdBytes = 16;

    private const string CredentialField = "credentialId";

    /// <summary>Whether a statement is a JSON object as statements are.</summary>
    public static bool IsObject(ReadOnlyMemory<byte> payload)
    {
        using var document = Parse(payload);
        return document?.RootElement.ValueKind == JsonValueKind.Object;
    }

    /// <summary>Reads which credential is revoked; false where the payload does not say so.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> payload, out ReadOnlyMemory<byte> credentialId)
    {
        credentialId = default;
        using var document = Parse(payload);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root
            || !root.TryGetProperty(CredentialField, out var field) || field.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        var (text, bytes) = (field.GetString(), new byte[CredentialIdBytes]);
        if (text?.Length != 2 * CredentialIdBytes || Convert.FromHexString(text, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        credentialId = bytes;
        return true;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // Not JSON: an expected outcome.
            return null;
        }
    }
}

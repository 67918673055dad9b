using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>What a hub's operator gives a new node's administrator, over a way that both trust: where the hub is, its key, and a one-time token.</summary>
/// <param name="Hub">Address of the hub's enrolment port.</param>
/// <param name="HubKey">SHA-256 of the SubjectPublicKeyInfo of the hub's TLS key.</param>
/// <param name="Member">Who is invited.</param>
/// <param name="Token">32 secret bytes.</param>
/// <param name="ExpiresAt">Until when the token may be used.</param>
public sealed record EnrolmentInvitation(Uri Hub, Digest HubKey, MemberId Member, ReadOnlyMemory<byte> Token, DateTimeOffset ExpiresAt)
{
    /// <summary>Bytes of a token.</summary>
    public const int TokenSize = 32;

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>The file's text. It holds a secret.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new InvitationFile(
            Hub.ToString(), HubKey.ToString(), Member.ToString(), Base64Url.EncodeToString(Token.Span), ExpiresAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        _options);

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="FedHubException">InvalidInput: it is not an invitation.</exception>
    public static EnrolmentInvitation FromJson(string json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<InvitationFile>(json, _options);
            if (file is not null
                && Uri.TryCreate(file.Hub, UriKind.Absolute, out var hub) && hub.Scheme is "https"
                && Digest.TryParse(file.HubKey, out var key)
                && MemberId.TryParse(file.Member, out var member)
                && Base64Url.IsValid(file.Token) && Base64Url.DecodeFromChars(file.Token) is { Length: TokenSize } token
                && DateTimeOffset.TryParse(file.ExpiresAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiresAt))
            {
                return new EnrolmentInvitation(hub, key, member, token, expiresAt);
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new FedHubException(ErrorCode.InvalidInput, "The file is not an invitation: the hub's operator makes one with `fedhub hub invite`.");
    }

    /// <summary>Whose it is; never the token.</summary>
    public override string ToString() => $"EnrolmentInvitation({Member})";

    private sealed record InvitationFile(string Hub, string HubKey, string Member, string Token, string ExpiresAt);
}

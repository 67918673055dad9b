using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.Officers;

/// <summary>A row of the officers' table.</summary>
internal sealed class OfficerRow
{
    public string OfficerId { get; set; } = "";

    public byte[] PublicKey { get; set; } = [];

    public byte[] TlsKey { get; set; } = [];

    public string Agency { get; set; } = "";

    public string ServiceNumber { get; set; } = "";

    public long State { get; set; }

    public string Roles { get; set; } = "";

    public string Purposes { get; set; } = "";

    public long EnrolledAt { get; set; }

    public long SuspendedFor { get; set; }

    /// <summary>The officer.</summary>
    /// <exception cref="FedHubException">The row was altered.</exception>
    public Officer ToOfficer()
    {
        if (!VerificationKey.TryFromBytes(PublicKey, out var publicKey))
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "An officer's key in node.db is damaged; restore the database from a backup.");
        }

        return new Officer(
            OfficerId, publicKey, Digest.FromBytes(TlsKey), Agency, ServiceNumber, (OfficerState)State,
            ReadRoles(Roles), ReadPurposes(Purposes), DateTimeOffset.FromUnixTimeMilliseconds(EnrolledAt))
        {
            SuspendedFor = (SuspensionReason)SuspendedFor,
        };
    }

    /// <summary>Roles as one column holds them.</summary>
    public static string Words(IEnumerable<OfficerRole> roles) => string.Join(' ', roles.Select(Tokens.Of));

    /// <summary>Purposes as one column holds them.</summary>
    public static string Words(IEnumerable<Purpose> purposes) => string.Join(' ', purposes.Select(Tokens.Of));

    /// <summary>Reads what <see cref="Words(IEnumerable{OfficerRole})"/> wrote.</summary>
    public static IReadOnlyList<OfficerRole> ReadRoles(string text) =>
        [.. Words(text).Select(word => Tokens.TryParseRole(word, out var role) ? role : default).Where(role => role != default)];

    /// <summary>Reads what <see cref="Words(IEnumerable{Purpose})"/> wrote.</summary>
    public static IReadOnlyList<Purpose> ReadPurposes(string text) =>
        [.. Words(text).Select(word => Tokens.TryParsePurpose(word, out var purpose) ? purpose : default).Where(purpose => purpose != default)];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

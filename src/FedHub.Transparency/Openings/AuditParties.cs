using FedHub.Cryptography.Match;

namespace FedHub.Transparency;

/// <summary>Which countries an entry is about: those whose nodes and auditors may read its payload.</summary>
public static class AuditParties
{
    private static readonly char[] _separators = [' ', '/', ':', '>'];

    /// <summary>Whether the entry concerns everybody: the directory, who is a member, which credentials are refused, what became of the log itself.</summary>
    public static bool IsForAll(AuditPayload payload) => payload.Kind switch
    {
        AuditKind.DirectoryPublished or AuditKind.MemberAdmitted or AuditKind.MemberSuspended or AuditKind.CredentialRevoked
            or AuditKind.LogKeyChanged or AuditKind.PayloadsErased => true,
        AuditKind.AttemptsSummarized => payload.Member is null,
        _ => false,
    };

    /// <summary>Whether a country is a party: it did it, it was asked, it answered, it received, or an action of the hub's administrator names it.</summary>
    public static bool Includes(AuditPayload payload, MemberId country)
    {
        if (payload.Member == country)
        {
            return true;
        }

        var code = country.ToString();
        return payload.Details.Any(detail => detail.Name switch
        {
            "origin" or "owner" or "recipient" => string.Equals(detail.Value, code, StringComparison.Ordinal),
            "slot" or "part" => detail.Value.Length > code.Length && detail.Value.StartsWith(code, StringComparison.Ordinal) && detail.Value[code.Length] == '/',
            "detail" => payload.Member is null && detail.Value.Split(_separators).Contains(code, StringComparer.Ordinal),
            _ => false,
        });
    }
}

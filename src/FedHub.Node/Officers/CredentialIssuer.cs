using System.Collections.Concurrent;
using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Protocol;

namespace FedHub.Node.Officers;

/// <summary>Issues the short-lived credentials under which officers search. One is used again until an hour before its end.</summary>
internal sealed class CredentialIssuer(MemberId member, SigningKey nodeKey, TimeProvider clock)
{
    private static readonly TimeSpan _renewBefore = TimeSpan.FromHours(1);

    // By pseudonym; an entry is replaced whole when the officer changed or its credential nears its end.
    private readonly ConcurrentDictionary<string, (Officer Officer, DateTimeOffset ExpiresAt, Envelope Credential)> _issued = new(StringComparer.Ordinal);

    /// <summary>The officer as one who searches.</summary>
    /// <exception cref="FedHubException">Not approved, not an investigator, or not for this purpose.</exception>
    public SearchOfficer ForSearch(Officer officer, Purpose purpose)
    {
        if (officer.State != OfficerState.Approved || !officer.Roles.Contains(OfficerRole.Investigator))
        {
            throw new FedHubException(ErrorCode.RoleMissing, "You may not search: an administrator of your node must approve you as an investigator.");
        }

        if (!officer.Purposes.Contains(purpose))
        {
            throw new FedHubException(ErrorCode.RoleMissing, $"You may not search for the purpose {Tokens.Of(purpose)}; ask an administrator of your node.");
        }

        return new SearchOfficer(officer.OfficerId, officer.PublicKey, officer.Agency, Credential(officer));
    }

    /// <summary>The node itself as one who searches canaries, with a key of its own.</summary>
    public SearchOfficer ForSelfTest(VerificationKey publicKey, string agency, Purpose purpose)
        => new("self-test", publicKey, agency, Issue("self-test", publicKey, agency, [OfficerRole.SelfTest], [purpose]));

    private Envelope Credential(Officer officer)
    {
        var now = clock.GetUtcNow();
        // One that was issued under a clock that has been set back since would be refused as being of the future.
        if (_issued.TryGetValue(officer.OfficerId, out var issued) && ReferenceEquals(issued.Officer, officer)
            && issued.ExpiresAt - _renewBefore > now && issued.ExpiresAt - InvestigatorCredential.MaxLifetime <= now)
        {
            return issued.Credential;
        }

        var credential = Issue(officer.OfficerId, officer.PublicKey, officer.Agency, officer.Roles, officer.Purposes);
        _issued[officer.OfficerId] = (officer, now + InvestigatorCredential.MaxLifetime, credential);
        return credential;
    }

    private Envelope Issue(string officerId, VerificationKey publicKey, string agency, IReadOnlyList<OfficerRole> roles, IReadOnlyList<Purpose> purposes)
    {
        // Whole milliseconds, as the credential holds them: a query made in the same millisecond must not look older than it.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return new InvestigatorCredential(
            member, officerId, publicKey, agency, roles, purposes, now, now + InvestigatorCredential.MaxLifetime, RandomNumberGenerator.GetBytes(16)).Sign(nodeKey);
    }
}

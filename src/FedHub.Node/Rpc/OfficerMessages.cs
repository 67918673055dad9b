using FedHub.Contracts.Node.V1;
using FedHub.Protocol;
using Google.Protobuf;
using Officer = FedHub.Contracts.Node.V1.Officer;
using OfficerProposal = FedHub.Contracts.Node.V1.OfficerProposal;
using OfficerSearch = FedHub.Contracts.Node.V1.OfficerSearch;

namespace FedHub.Node.Rpc;

/// <summary>Officers as messages, and back.</summary>
internal static class OfficerMessages
{
    public static Officer Write(Officers.Officer officer)
    {
        var message = new Officer
        {
            OfficerId = officer.OfficerId,
            Fingerprint = officer.Fingerprint,
            State = (Contracts.Gateway.V1.OfficerState)(int)officer.State,
            Agency = officer.Agency,
            ServiceNumber = officer.ServiceNumber,
            EnrolledAtMs = officer.EnrolledAt.ToUnixTimeMilliseconds(),
            SuspendedFor = (SuspensionReason)(int)officer.SuspendedFor,
        };
        message.Roles.AddRange(officer.Roles.Select(Write));
        message.Purposes.AddRange(officer.Purposes.Select(Write));
        if (officer.Proposal is { } proposal)
        {
            message.Proposal = new OfficerProposal { Needed = Officers.OfficerProposal.Needed };
            message.Proposal.Roles.AddRange(proposal.Roles.Select(Write));
            message.Proposal.Purposes.AddRange(proposal.Purposes.Select(Write));
            message.Proposal.ApprovedBy.AddRange(proposal.ApprovedBy);
        }

        return message;
    }

    public static OfficerSearch Write(Officers.OfficerSearch search)
    {
        var message = new OfficerSearch
        {
            QueryId = ByteString.CopyFrom(search.QueryId.ToArray()),
            CreatedAtMs = search.CreatedAt.ToUnixTimeMilliseconds(),
            ExpiresAtMs = search.ExpiresAt.ToUnixTimeMilliseconds(),
        };
        message.Members.AddRange(search.Members.Select(member => member.ToString()));
        return message;
    }

    /// <summary>Reads roles.</summary>
    /// <exception cref="FedHubException">A role that there is not.</exception>
    public static IReadOnlyList<OfficerRole> ReadRoles(IEnumerable<Contracts.Officer.V1.Role> roles)
        => [.. roles.Select(role => Enum.IsDefined((OfficerRole)(int)role) ? (OfficerRole)(int)role : throw Invalid("There is no such role."))];

    /// <summary>Reads purposes.</summary>
    /// <exception cref="FedHubException">A purpose that there is not.</exception>
    public static IReadOnlyList<Purpose> ReadPurposes(IEnumerable<Contracts.Common.V1.Purpose> purposes)
        => [.. purposes.Select(purpose => Enum.IsDefined((Purpose)(int)purpose) ? (Purpose)(int)purpose : throw Invalid("There is no such purpose."))];

    /// <summary>Reads a reason; none given counts as another.</summary>
    /// <exception cref="FedHubException">A reason that there is not.</exception>
    public static Officers.SuspensionReason ReadReason(SuspensionReason reason) => (Officers.SuspensionReason)(int)reason switch
    {
        Officers.SuspensionReason.None => Officers.SuspensionReason.None,
        var known when Enum.IsDefined(known) => known,
        _ => throw Invalid("There is no such reason."),
    };

    private static Contracts.Officer.V1.Role Write(OfficerRole role) => (Contracts.Officer.V1.Role)(int)role;

    private static Contracts.Common.V1.Purpose Write(Purpose purpose) => (Contracts.Common.V1.Purpose)(int)purpose;

    private static FedHubException Invalid(string message) => new(ErrorCode.InvalidInput, message);
}

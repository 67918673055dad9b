using FedHub.Node.Access;
using FedHub.Protocol;

namespace FedHub.Node.Officers;

/// <summary>Who may give which rights to whom, beyond the table of access.</summary>
internal static class OfficerRights
{
    /// <summary>Checks that a caller may give rights to an officer.</summary>
    /// <exception cref="FedHubException">Not to oneself, not these rights, or not to this officer.</exception>
    public static void CheckMayGive(NodeCaller caller, Officer officer, IReadOnlyList<OfficerRole> roles, IReadOnlyList<Purpose> purposes)
    {
        if (roles.Count == 0 || roles.Contains(OfficerRole.SelfTest) || (purposes.Count == 0 && roles.Contains(OfficerRole.Investigator)))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "Give at least one role other than self-test, and an investigator at least one purpose.");
        }

        if (caller.IsSamePersonAs(officer))
        {
            throw new FedHubException(ErrorCode.RoleMissing, "Nobody decides on themself: another administrator must.");
        }

        if (IsSupervisor(caller) && (!IsOwnInvestigator(caller, officer) || roles.Any(role => role != OfficerRole.Investigator)))
        {
            throw new FedHubException(ErrorCode.RoleMissing, "A supervisor approves investigators of the own agency; an admin all others.");
        }
    }

    /// <summary>Checks that a caller may suspend an officer. One may suspend oneself.</summary>
    /// <exception cref="FedHubException">Not this officer.</exception>
    public static void CheckMaySuspend(NodeCaller caller, Officer officer)
    {
        if (IsSupervisor(caller) && !IsOwnInvestigator(caller, officer) && !caller.IsSamePersonAs(officer))
        {
            throw new FedHubException(ErrorCode.RoleMissing, "A supervisor suspends investigators of the own agency; an admin all others.");
        }
    }

    /// <summary>Whether a caller may see an officer.</summary>
    public static bool MaySee(NodeCaller caller, Officer officer) =>
        !IsSupervisor(caller) || string.Equals(caller.Officer?.Agency, officer.Agency, StringComparison.Ordinal);

    private static bool IsSupervisor(NodeCaller caller) =>
        !caller.IsOperator && !caller.HoldsRole(OfficerRole.Admin) && !caller.HoldsRole(OfficerRole.NationalAuditor);

    private static bool IsOwnInvestigator(NodeCaller caller, Officer officer) =>
        string.Equals(caller.Officer?.Agency, officer.Agency, StringComparison.Ordinal) && officer.Roles.All(role => role == OfficerRole.Investigator);
}

using FedHub.Contracts.Gateway.V1;
using FedHub.Protocol;

namespace FedHub.Cli.Officers;

/// <summary>An officer's standing in words.</summary>
internal static class OfficerText
{
    public static IEnumerable<string> Lines(GetOfficerResponse officer)
    {
        yield return "officer:  " + officer.OfficerId;
        yield return "member:   " + officer.Member;
        yield return "state:    " + StateOf(officer.State);
        yield return "agency:   " + officer.Agency;
        yield return "roles:    " + string.Join(", ", officer.Roles.Select(role => Tokens.Of((OfficerRole)(int)role)));
        yield return "purposes: " + string.Join(", ", officer.Purposes.Select(purpose => Tokens.Of((Purpose)(int)purpose)));
        yield return "may ask:  " + string.Join(", ", officer.Members);
        foreach (var basis in officer.LegalBases)
        {
            yield return "legal basis: " + basis;
        }
    }

    public static string StateOf(OfficerState state) => state switch
    {
        OfficerState.Pending => "pending: waits for an administrator",
        OfficerState.Approved => "approved",
        OfficerState.Suspended => "suspended",
        _ => "not enrolled",
    };
}

using FedHub.Cli.Officers;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Node.V1;
using FedHub.Contracts.Officer.V1;
using FedHub.Protocol;

namespace FedHub.Cli.NodeAdmin;

/// <summary>Officers as an administrator sees them, in lines of text and of JSON.</summary>
internal static class OfficerLines
{
    public static string Text(Officer officer)
    {
        var proposal = officer.Proposal is { } waiting
            ? FormattableString.Invariant($"  proposed: {Words(waiting.Roles)} {Words(waiting.Purposes)} ({waiting.ApprovedBy.Count} of {waiting.Needed} agreed)")
            : "";
        var reason = officer.SuspendedFor == SuspensionReason.Unspecified ? "" : $" ({Word(officer.SuspendedFor)})";
        return $"{officer.OfficerId,-18} {OfficerText.StateOf(officer.State) + reason,-22} {officer.Fingerprint}  {officer.Agency} / {officer.ServiceNumber}  {Words(officer.Roles)}  {Words(officer.Purposes)}{proposal}".TrimEnd();
    }

    public static string Text(OfficerSearch search, string state) =>
        $"{new Guid(search.QueryId.Span, bigEndian: true)}  {state}  prepared {NodeText.Time(search.CreatedAtMs)}, ends {NodeText.Time(search.ExpiresAtMs)}, asks {string.Join(", ", search.Members)}";

    public static string Json(Officer officer) => JsonLines.Write(json =>
    {
        json.WriteString("officer", officer.OfficerId);
        json.WriteString("state", officer.State.ToString().ToLowerInvariant());
        json.WriteStringOrNull("suspendedFor", officer.SuspendedFor == SuspensionReason.Unspecified ? null : Word(officer.SuspendedFor));
        json.WriteString("fingerprint", officer.Fingerprint);
        json.WriteString("agency", officer.Agency);
        json.WriteString("serviceNumber", officer.ServiceNumber);
        json.WriteStrings("roles", officer.Roles.Select(Token));
        json.WriteStrings("purposes", officer.Purposes.Select(Token));
        json.WriteString("enrolledAt", NodeText.Time(officer.EnrolledAtMs));
        json.WriteStrings("proposedRoles", officer.Proposal?.Roles.Select(Token) ?? []);
        json.WriteStrings("proposedPurposes", officer.Proposal?.Purposes.Select(Token) ?? []);
        json.WriteStrings("approvedBy", officer.Proposal?.ApprovedBy ?? []);
    });

    private static string Word(SuspensionReason reason) => reason == SuspensionReason.StolenKey ? "stolen-key" : reason.ToString().ToLowerInvariant();

    private static string Words(IEnumerable<Role> roles) => string.Join(",", roles.Select(Token));

    private static string Words(IEnumerable<Contracts.Common.V1.Purpose> purposes) => string.Join(",", purposes.Select(Token));

    private static string Token(Role role) => Tokens.Of((OfficerRole)(int)role);

    private static string Token(Contracts.Common.V1.Purpose purpose) => Tokens.Of((Protocol.Purpose)(int)purpose);
}

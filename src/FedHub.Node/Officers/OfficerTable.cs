using Dapper;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Officers;

/// <summary>Officers and approvals in the database. Writing methods run inside the writer's transaction.</summary>
internal static class OfficerTable
{
    private const int MaxPending = 100;

    public static IReadOnlyList<Officer> Load(SqliteConnection connection) =>
    [
        .. connection.Query<OfficerRow>(
            """
            SELECT officer_id AS OfficerId, public_key AS PublicKey, tls_key AS TlsKey, agency AS Agency, service_number AS ServiceNumber, state AS State,
                roles AS Roles, purposes AS Purposes, enrolled_at AS EnrolledAt, suspended_for AS SuspendedFor FROM officer
            """).Select(row => row.ToOfficer() with { Proposal = FindProposal(connection, row.OfficerId) }),
    ];

    /// <summary>Adds a pending officer.</summary>
    /// <exception cref="FedHubException">A key that another officer has, or too many that wait.</exception>
    public static void Insert(SqliteConnection connection, Officer officer)
    {
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM officer WHERE state = @pending", new { pending = (int)OfficerState.Pending }) >= MaxPending)
        {
            throw new FedHubException(ErrorCode.Unavailable, "Too many enrolments wait for an administrator; ask for yours to be decided.");
        }

        if (connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM officer WHERE public_key = @publicKey OR tls_key = @tlsKey",
            new { publicKey = officer.PublicKey.ToArray(), tlsKey = officer.TlsKey.ToArray() }) > 0)
        {
            throw OfficerRegister.KeyInUse();
        }

        connection.Execute(
            """
            INSERT INTO officer (officer_id, public_key, tls_key, agency, service_number, state, roles, purposes, enrolled_at, changed_at, suspended_for)
            VALUES (@OfficerId, @publicKey, @tlsKey, @Agency, @ServiceNumber, @state, '', '', @at, @at, 0)
            """,
            new
            {
                officer.OfficerId,
                publicKey = officer.PublicKey.ToArray(),
                tlsKey = officer.TlsKey.ToArray(),
                officer.Agency,
                officer.ServiceNumber,
                state = (int)officer.State,
                at = officer.EnrolledAt.ToUnixTimeMilliseconds(),
            });
    }

    /// <summary>Writes an officer's state and rights; what was proposed before is void.</summary>
    public static void Update(SqliteConnection connection, Officer officer, DateTimeOffset now)
    {
        connection.Execute(
            "UPDATE officer SET state = @state, roles = @roles, purposes = @purposes, suspended_for = @suspendedFor, changed_at = @at WHERE officer_id = @OfficerId",
            new
            {
                officer.OfficerId,
                state = (int)officer.State,
                roles = OfficerRow.Words(officer.Roles),
                purposes = OfficerRow.Words(officer.Purposes),
                suspendedFor = (int)officer.SuspendedFor,
                at = now.ToUnixTimeMilliseconds(),
            });
        connection.Execute("DELETE FROM officer_approval WHERE officer_id = @OfficerId", new { officer.OfficerId });
    }

    /// <summary>Writes that somebody agreed; whoever agreed to other rights has to agree anew.</summary>
    public static void Agree(SqliteConnection connection, string officerId, OfficerProposal proposal, string approver, DateTimeOffset now)
    {
        var (roles, purposes) = (OfficerRow.Words(proposal.Roles), OfficerRow.Words(proposal.Purposes));
        connection.Execute(
            "DELETE FROM officer_approval WHERE officer_id = @officerId AND (roles <> @roles OR purposes <> @purposes)", new { officerId, roles, purposes });
        connection.Execute(
            "INSERT OR REPLACE INTO officer_approval (officer_id, approver, roles, purposes, given_at) VALUES (@officerId, @approver, @roles, @purposes, @at)",
            new { officerId, approver, roles, purposes, at = now.ToUnixTimeMilliseconds() });
    }

    private static OfficerProposal? FindProposal(SqliteConnection connection, string officerId)
    {
        var approvals = connection.Query<(string Approver, string Roles, string Purposes)>(
            "SELECT approver, roles, purposes FROM officer_approval WHERE officer_id = @officerId ORDER BY given_at, approver", new { officerId }).ToList();
        return approvals.Count == 0
            ? null
            : new OfficerProposal(
                OfficerRow.ReadRoles(approvals[0].Roles), OfficerRow.ReadPurposes(approvals[0].Purposes), [.. approvals.Select(approval => approval.Approver)]);
    }
}

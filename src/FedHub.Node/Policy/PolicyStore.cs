using System.Text.Json;
using Dapper;
using FedHub.Cryptography;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Policy;

/// <summary>The policies in force as the database holds them. The files in <c>policy/</c> are a draft from the first start on.</summary>
public static class PolicyStore
{
    /// <summary>The policies in force; before the first start, those of the data directory.</summary>
    /// <exception cref="FedHubException">They cannot be read; the message names file, line and column.</exception>
    public static CollectionPolicies Open(NodeDatabase database, NodeDirectoryLayout layout) =>
        database.Read(ReadInForce) is { } inForce ? new CollectionPolicies(inForce) : CollectionPolicies.Load(layout);

    /// <summary>The set in force; null when none was ever put in force.</summary>
    internal static PolicySet? ReadInForce(SqliteConnection connection) =>
        connection.QueryFirstOrDefault<byte[]>("SELECT files FROM policy_version ORDER BY number DESC LIMIT 1") is { } files ? Decode(files) : null;

    /// <summary>All that were in force, newest first.</summary>
    internal static IReadOnlyList<PolicyVersion> Versions(SqliteConnection connection) =>
    [
        .. connection.Query<(long Number, byte[] Digest, string ProposedBy, string ConfirmedBy, long At)>(
            "SELECT number, digest, proposed_by, confirmed_by, in_force_at FROM policy_version ORDER BY number DESC")
            .Select(row => new PolicyVersion(
                row.Number, Digest.FromBytes(row.Digest), row.ProposedBy, row.ConfirmedBy, DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
    ];

    /// <summary>Inside the writer's transaction: puts a set in force and forgets the proposal.</summary>
    internal static void Add(SqliteConnection connection, PolicySet policies, string proposedBy, string confirmedBy, DateTimeOffset now)
    {
        connection.Execute(
            "INSERT INTO policy_version (digest, files, proposed_by, confirmed_by, in_force_at) VALUES (@digest, @files, @proposedBy, @confirmedBy, @at)",
            new { digest = policies.Digest.ToArray(), files = Encode(policies), proposedBy, confirmedBy, at = now.ToUnixTimeMilliseconds() });
        Withdraw(connection);
    }

    /// <summary>Inside the writer's transaction: keeps a proposal, in the place of another.</summary>
    internal static void Propose(SqliteConnection connection, PolicyProposal proposal) => connection.Execute(
        "INSERT OR REPLACE INTO policy_proposal (one, digest, files, previous, proposed_by, proposed_at) VALUES (1, @digest, @files, @previous, @by, @at)",
        new
        {
            digest = proposal.Policies.Digest.ToArray(),
            files = Encode(proposal.Policies),
            previous = proposal.Previous.ToArray(),
            by = proposal.ProposedBy,
            at = proposal.ProposedAt.ToUnixTimeMilliseconds(),
        });

    /// <summary>What waits for a second person; null when nothing does.</summary>
    internal static PolicyProposal? Proposal(SqliteConnection connection)
    {
        var rows = connection.Query<(byte[] Files, byte[] Previous, string By, long At)>("SELECT files, previous, proposed_by, proposed_at FROM policy_proposal").ToList();
        return rows is [var row]
            ? new PolicyProposal(Decode(row.Files), Digest.FromBytes(row.Previous), row.By, DateTimeOffset.FromUnixTimeMilliseconds(row.At))
            : null;
    }

    /// <summary>Inside the writer's transaction: forgets the proposal.</summary>
    internal static void Withdraw(SqliteConnection connection) => connection.Execute("DELETE FROM policy_proposal");

    private static byte[] Encode(PolicySet policies) =>
        JsonSerializer.SerializeToUtf8Bytes(policies.Files.OrderBy(file => file.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));

    private static PolicySet Decode(byte[] files) => PolicySet.Read(
        JsonSerializer.Deserialize<Dictionary<string, string>>(files) ?? throw new FedHubException(ErrorCode.FailedPrecondition, "The policies in node.db are damaged; restore it from a backup."));
}

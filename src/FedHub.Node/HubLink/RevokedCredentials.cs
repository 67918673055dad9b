using System.Collections.Concurrent;
using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.HubLink;

/// <summary>
/// Other members' credentials that were revoked, fetched with each refresh of the directory: this node refuses them itself, whatever the hub
/// delivers. A member can revoke its own credentials only, for a statement counts for the member that signed it.
/// </summary>
internal sealed class RevokedCredentials
{
    private readonly IHub _hub;
    private readonly DirectoryKeeper _directories;
    private readonly NodeDatabase _database;
    private readonly TimeProvider _clock;

    // Member and credential id. Added to after the database, by one refresh at a time; read by every query.
    private readonly ConcurrentDictionary<(MemberId, Guid), byte> _revoked;

    public RevokedCredentials(IHub hub, DirectoryKeeper directories, NodeDatabase database, TimeProvider clock)
    {
        _hub = hub;
        _directories = directories;
        _database = database;
        _clock = clock;
        _revoked = new ConcurrentDictionary<(MemberId, Guid), byte>(database.Read(Load).Select(key => KeyValuePair.Create(key, (byte)0)));
    }

    /// <summary>Whether a member revoked one of its credentials.</summary>
    /// <param name="member">The credential's member.</param>
    /// <param name="credentialId">16 bytes.</param>
    public bool Contains(MemberId member, ReadOnlyMemory<byte> credentialId) =>
        credentialId.Length == RevocationStatement.CredentialIdBytes && _revoked.ContainsKey((member, new Guid(credentialId.Span)));

    /// <summary>Fetches what was revoked since.</summary>
    /// <exception cref="FedHubException">The hub cannot be reached or refuses.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var from = await _database.ReadAsync(
                connection => connection.ExecuteScalar<long?>("SELECT next_log_index FROM revocation_cursor") ?? 0, cancellationToken);
            var page = await _hub.ListRevocationsAsync((ulong)from, cancellationToken);
            if (page.Count == 0 || page[^1].LogIndex < (ulong)from)
            {
                return;
            }

            await TakeAsync(page, cancellationToken);
        }
    }

    private static List<(MemberId, Guid)> Load(SqliteConnection connection) =>
    [
        .. connection.Query<(string Member, byte[] Id)>("SELECT member, credential_id FROM foreign_revocation")
            .Where(row => MemberId.TryParse(row.Member, out _) && row.Id.Length == RevocationStatement.CredentialIdBytes)
            .Select(row => (MemberId.Parse(row.Member), new Guid(row.Id))),
    ];

    private async Task TakeAsync(IReadOnlyList<LoggedRevocation> page, CancellationToken cancellationToken)
    {
        var known = page.Select(Check).OfType<(MemberId Member, Guid Id)>().ToList();

        // What does not verify is passed over in the same commit, so that one such statement does not keep the later ones away.
        await _database.WriteAsync(
            connection =>
            {
                foreach (var (member, id) in known)
                {
                    connection.Execute(
                        "INSERT OR IGNORE INTO foreign_revocation (member, credential_id) VALUES (@member, @id)", new { member = member.ToString(), id = id.ToByteArray() });
                }

                return connection.Execute(
                    "INSERT OR REPLACE INTO revocation_cursor (one, next_log_index) VALUES (1, @next)", new { next = (long)page[^1].LogIndex + 1 });
            },
            cancellationToken);
        foreach (var key in known)
        {
            _revoked.TryAdd(key, 0);
        }
    }

    private (MemberId Member, Guid Id)? Check(LoggedRevocation revocation)
    {
        if (_directories.Current.Member(revocation.Member) is not { } member
            || revocation.Statement.Verify(PayloadTypes.Statement, member.SigningKeysAt(_clock.GetUtcNow())).IsEmpty
            || !RevocationStatement.TryRead(revocation.Statement.Payload, out var id))
        {
            return null;
        }

        return (revocation.Member, new Guid(id.Span));
    }
}

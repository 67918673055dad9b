using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>Which auditors may read the log. Every change is logged in the same commit, and holds from the next request on.</summary>
internal sealed class AuditorBook(SqliteDatabase database, MemberRegistry members, TimeProvider clock)
{
    private const int MaxNameLength = 128;

    /// <summary>Lists an auditor's key; the same once more changes nothing.</summary>
    /// <exception cref="FedHubException">InvalidInput: certificate, name or country. Conflict with a listed key: FailedPrecondition.</exception>
    internal async Task<EnrolledAuditor> AddAsync(string certificate, string name, MemberId? country, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var read = CertificateRequestReader.ReadCertificate(certificate).OrThrow();
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "An auditor needs a name of 1 to 128 characters, such as the office's.");
        }

        if (read.ValidUntil is not { } until || until <= now)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The certificate has expired; the authority signs another one.");
        }

        if (country is { } member && members.Directory?.Member(member) is null)
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"The directory lists no member {member}. A national auditor is a member's.");
        }

        if (members.Directory?.FindByTlsKey(read.Key, now) is not null)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "This is the key of a member's node. An auditor has a key of its own.");
        }

        return await database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                if (AuditorTable.Find(connection, read.Key) is { } listed)
                {
                    return listed.Country == country && string.Equals(listed.Name, name, StringComparison.Ordinal)
                        ? listed
                        : throw new FedHubException(ErrorCode.FailedPrecondition, "This key is listed already, with another name or country. Remove it first.");
                }

                var auditor = new EnrolledAuditor(read.Key, name, country, now, until);
                AuditorTable.Insert(connection, auditor);
                transaction.Append(FederationEvents.HubAction("auditor-added", Detail(auditor), now));
                return auditor;
            },
            cancellationToken);
    }

    /// <summary>Takes an auditor's key off the list.</summary>
    /// <exception cref="FedHubException">NotFound: it is not listed.</exception>
    internal async Task<EnrolledAuditor> RemoveAsync(Digest key, CancellationToken cancellationToken) => await database.Writer.ExecuteAsync(
        (connection, transaction) =>
        {
            var listed = AuditorTable.Find(connection, key) ?? throw new FedHubException(ErrorCode.NotFound, "No auditor with this key is listed.");
            AuditorTable.Delete(connection, key);
            transaction.Append(FederationEvents.HubAction("auditor-removed", Detail(listed), clock.GetUtcNow()));
            return listed;
        },
        cancellationToken);

    /// <summary>All, the earliest first.</summary>
    internal ValueTask<IReadOnlyList<EnrolledAuditor>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(AuditorTable.List, cancellationToken);

    /// <summary>The auditor with this key; null when it is none.</summary>
    internal ValueTask<EnrolledAuditor?> FindAsync(Digest key, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => AuditorTable.Find(connection, key), cancellationToken);

    private static string Detail(EnrolledAuditor auditor) => $"{auditor.Country?.ToString() ?? "regional"} {auditor.Key}";
}

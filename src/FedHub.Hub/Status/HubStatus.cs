using System.Reflection;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>Puts the hub's status together.</summary>
internal sealed class HubStatus(
    SqliteDatabase database, MemberRegistry members, DeliveryStreams streams, QueryExchange queries, LogHealthReader health, TimeProvider clock)
{
    internal static string SoftwareVersion { get; } =
        typeof(HubStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    internal async Task<HubStatusReport> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var directory = members.Directory;
        var published = health.Read();
        var (size, manifests, dueQueries, dueDisclosures) = await database.ReadAsync(
            connection => (SqliteLogStore.Count(connection), ManifestTable.Count(connection, now), QueryTable.CountDue(connection), DisclosureTable.CountDue(connection, now)),
            cancellationToken);
        var lines = (directory?.Members ?? []).OrderBy(member => member.Id).Select(member => new MemberStatusLine(
            member.Id,
            member.Suspended,
            streams.Find(member.Id)?.Since,
            manifests.GetValueOrDefault(member.Id),
            dueQueries.GetValueOrDefault(member.Id) + dueDisclosures.GetValueOrDefault(member.Id)));
        return new HubStatusReport(SoftwareVersion, members.Version, directory?.ExpiresAt, size, queries.OpenCount, published, [.. lines]);
    }
}

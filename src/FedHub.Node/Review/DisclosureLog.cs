using Dapper;
using FedHub.Node.Keys;
using FedHub.Node.Records;
using FedHub.Node.Responder;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Review;

/// <summary>Reads the own log of disclosures, and the tally of what askers found out.</summary>
internal sealed class DisclosureLog(NodeDatabase database, NodeKeys keys, IOwnIndex index)
{
    /// <summary>What was said, newest first; one more than the limit where there are more.</summary>
    public async Task<IReadOnlyList<DisclosureLogEntry>> ListAsync(DisclosureFilter filter, CancellationToken cancellationToken)
    {
        using var sealer = new RecordSealer(keys);
        var reference = filter.RecordId is null ? null : sealer.Reference(filter.RecordId);
        var rows = await database.ReadAsync(
            connection => connection.Query<DisclosureLogRow>(
                $"""
                SELECT {DisclosureLogRow.Columns}
                FROM disclosure_log d LEFT JOIN hit_feedback f ON f.origin = d.origin AND f.query_id = d.query_id AND f.handle = d.handle
                WHERE (@since IS NULL OR d.at >= @since) AND (@until IS NULL OR d.at < @until) AND (@origin IS NULL OR d.origin = @origin)
                    AND (@reference IS NULL OR d.record = (SELECT row_id FROM record WHERE record_ref = @reference))
                ORDER BY d.id DESC LIMIT @limit
                """,
                new
                {
                    since = filter.Since?.ToUnixTimeMilliseconds(),
                    until = filter.Until?.ToUnixTimeMilliseconds(),
                    origin = filter.Origin?.ToString(),
                    reference,
                    limit = filter.Limit + 1,
                }).AsList(),
            cancellationToken);
        var ids = rows.Where(row => row.Record is not null).Select(row => row.Record!.Value).Distinct()
            .ToDictionary(row => row, row => index.RecordFor(new RecordRowId(row))?.RecordId);
        return [.. rows.Select(row => row.ToEntry(row.Record is { } record ? ids[record] : null))];
    }

    /// <summary>What came of the hits of each kind of key; a hit on several kinds counts for each.</summary>
    public async Task<IReadOnlyList<KeyKindTally>> TallyAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<(string Kinds, long? Mark)>(
                """
                SELECT d.key_kinds, MAX(f.mark)
                FROM disclosure_log d LEFT JOIN hit_feedback f ON f.origin = d.origin AND f.query_id = d.query_id AND f.handle = d.handle
                WHERE d.outcome = @disclosed GROUP BY d.origin, d.query_id, d.handle, d.key_kinds
                """,
                new { disclosed = (int)DisclosureOutcome.Disclosed }).AsList(),
            cancellationToken);
        return
        [
            .. rows.SelectMany(row => row.Kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(kind => (Kind: kind, row.Mark)))
                .GroupBy(row => row.Kind, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new KeyKindTally(
                    group.Key, group.Count(), Count(group, HitMark.Confirmed), Count(group, HitMark.Wrong), Count(group, HitMark.Unclear))),
        ];
    }

    private static int Count(IEnumerable<(string Kind, long? Mark)> rows, HitMark mark) => rows.Count(row => row.Mark == (int)mark);
}

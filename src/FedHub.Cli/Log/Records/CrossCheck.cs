using FedHub.Cli.Log.Index;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Records;

/// <summary>How the hub's log and the node's sealed search records fit together.</summary>
/// <param name="Same">Searches in the log whose record is the one that the log names.</param>
/// <param name="WithoutRecord">In the log, without a record at the node.</param>
/// <param name="Different">In the log, with another record at the node.</param>
/// <param name="NotLogged">Records at the node of searches that are not in the log.</param>
internal sealed record CrossCheck(int Same, IReadOnlyList<string> WithoutRecord, IReadOnlyList<string> Different, IReadOnlyList<QueryId> NotLogged)
{
    public ExitCode ExitCode => WithoutRecord.Count + Different.Count > 0 ? ExitCode.VerificationFailed : NotLogged.Count > 0 ? ExitCode.Partial : ExitCode.Ok;

    public static CrossCheck Run(LogIndex index, RecordFolder records, MemberId member, DateTimeOffset? from, DateTimeOffset? until)
    {
        var logged = new HashSet<string>(StringComparer.Ordinal);
        var same = 0;
        var without = new List<string>();
        var different = new List<string>();

        // All of the log: a record prepared at the end of a period may have been sent in the next.
        foreach (var entry in LogSearch.Run(index, new LogSearchFilter { Kind = AuditKind.QuerySubmitted.ToToken(), Member = member.ToString() }, long.MaxValue))
        {
            if (entry.Member != member.ToString())
            {
                continue;
            }

            logged.Add(entry.Subject);
            if (entry.Leaf.SubmittedAt < from || entry.Leaf.SubmittedAt >= until)
            {
                continue;
            }

            var record = QueryId.TryParse(entry.Subject, out var query) ? records.Find(query) : null;
            if (record is null)
            {
                without.Add(entry.Subject);
            }
            else if (Digest.Of(record).ToString() != entry["search-record"])
            {
                different.Add(entry.Subject);
            }
            else
            {
                same++;
            }
        }

        return new CrossCheck(same, without, different, [.. records.Queries().Where(query => !logged.Contains(query.ToString())).OrderBy(query => query.ToString(), StringComparer.Ordinal)]);
    }
}

using System.Buffers.Binary;
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
/// <param name="Unproven">In the log with metadata alone, which do not name the record and for which nothing vouches.</param>
/// <param name="Erased">Entries, or records, that cannot be compared since the hub's payload of them is erased, as far as can be told.</param>
internal sealed record CrossCheck(
    int Same, IReadOnlyList<string> WithoutRecord, IReadOnlyList<string> Different, IReadOnlyList<QueryId> NotLogged, int Unproven, long Erased)
{
    /// <summary>4: the node lacks what is logged, or has something else. 5: the log lacks something. 3: not all could be compared. 0: they agree.</summary>
    public ExitCode ExitCode =>
        WithoutRecord.Count + Different.Count > 0 ? ExitCode.VerificationFailed
        : NotLogged.Count > 0 ? ExitCode.Partial
        : Unproven + Erased > 0 ? ExitCode.Unreachable
        : ExitCode.Ok;

    public static CrossCheck Run(LogIndex index, RecordFolder records, MemberId member, DateTimeOffset? from, DateTimeOffset? until)
    {
        var logged = new HashSet<string>(StringComparer.Ordinal);
        var (same, unproven) = (0, 0);
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
            var isAsked = !(entry.Leaf.SubmittedAt < from) && !(entry.Leaf.SubmittedAt >= until);
            var record = QueryId.TryParse(entry.Subject, out var query) && (isAsked || entry.Form != OpeningForm.Whole) ? records.Find(query) : null;
            if (entry.Form != OpeningForm.Whole)
            {
                // Not even its subject is more than the hub's word: a record that it covers is not compared, whatever the time.
                unproven += isAsked || record is not null ? 1 : 0;
            }
            else if (!isAsked)
            {
                continue;
            }
            else if (record is null)
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

        var erasures = LoggedErasures.Read(index, AuditKind.QuerySubmitted);
        var others = records.Queries().Where(query => !logged.Contains(query.ToString())).OrderBy(query => query.ToString(), StringComparer.Ordinal).ToLookup(query => erasures.MayHave(TimeOf(query)));
        return new CrossCheck(same, without, different, [.. others[false]], unproven, Math.Max(erasures.Count(from, until), others[true].Count()));
    }

    /// <summary>The time that is in a query's id: the node's word, which is good enough for saying that nothing can be said.</summary>
    private static long TimeOf(QueryId query)
    {
        Span<byte> milliseconds = stackalloc byte[sizeof(long)];
        milliseconds.Clear();
        query.ToArray().AsSpan(0, 6).CopyTo(milliseconds[2..]);
        return BinaryPrimitives.ReadInt64BigEndian(milliseconds);
    }
}

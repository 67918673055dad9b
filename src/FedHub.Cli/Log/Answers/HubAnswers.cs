using System.Globalization;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Index;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Answers;

/// <summary>What the auditor's copy of the hub's log says of one country's answers, and of what was asked of it.</summary>
internal sealed class HubAnswers
{
    private readonly LogIndex _index;
    private readonly List<OpenedEntry> _all = [];
    private readonly Dictionary<string, OpenedEntry> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    private HubAnswers(LogIndex index, long size)
    {
        _index = index;
        Size = size;
        Erasures = LoggedErasures.Read(index, AuditKind.AnswerDelivered, AuditKind.DisclosureAnswered);
    }

    /// <summary>Entries of the copy.</summary>
    public long Size { get; }

    /// <summary>When the last entry of the copy was submitted, by the hub's clock.</summary>
    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The country's answers whose payload opens the entry, in the log's order.</summary>
    public IEnumerable<OpenedEntry> All => _all.OrderBy(entry => entry.Index);

    /// <summary>Entries that the hub says are answers of the country, with metadata for which nothing vouches.</summary>
    public List<OpenedEntry> Unproven { get; } = [];

    /// <summary>Entries that were erased and may have been answers.</summary>
    public LoggedErasures Erasures { get; }

    public static HubAnswers Read(LogIndex index, long size, string country)
    {
        var read = new HubAnswers(index, size);
        foreach (var kind in (AuditKind[])[AuditKind.AnswerDelivered, AuditKind.DisclosureAnswered])
        {
            foreach (var entry in LogSearch.Run(index, new LogSearchFilter { Kind = kind.ToToken() }, long.MaxValue).Where(entry => entry.Member == country))
            {
                if (entry.Form != OpeningForm.Whole)
                {
                    read.Unproven.Add(entry);
                    continue;
                }

                // The hub should log one answer for each. That it does is for this check to see: a second one stays.
                read._all.Add(entry);
                read._first.TryAdd(AnswerKey.Of(entry), entry);
            }
        }

        foreach (var kind in (AuditKind[])[AuditKind.QuerySubmitted, AuditKind.DisclosureRequested])
        {
            foreach (var entry in LogSearch.Run(index, new LogSearchFilter { Kind = kind.ToToken() }, long.MaxValue))
            {
                // An expiry for which nothing vouches could keep an answer that is missing from being named for ever.
                if (entry.Form == OpeningForm.Whole && DateTimeOffset.TryParse(entry["expires"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires))
                {
                    read._expiries.TryAdd(entry.Subject, expires);
                }
            }
        }

        read.Last = size == 0 || read.Find(size - 1) is not { } last ? DateTimeOffset.MinValue : last.Leaf.SubmittedAt;
        return read;
    }

    /// <summary>The first answer to the same matter; null when the log has none.</summary>
    public OpenedEntry? Find(string key) => _first.GetValueOrDefault(key);

    /// <summary>Until when an answer to it could come; null when the log has no such query or request that we may read.</summary>
    public DateTimeOffset? ExpiryOf(string subject) => _expiries.TryGetValue(subject, out var expires) ? expires : null;

    /// <summary>An entry by its index; null beyond the copy.</summary>
    public OpenedEntry? Find(long entry) => LogSearch.Find(_index, entry);
}

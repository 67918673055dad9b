using System.Globalization;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Index;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Answers;

/// <summary>
/// Holds the hub's log against a node's own, in both directions. No clock decides what the node's log must have: an entry of it that relies on the
/// hub's tree of n entries was made after everything below n, so that it must have had every answer of the country that stands there.
/// </summary>
internal sealed class AnswerComparison
{
    private const string Digest = "statement-digest";

    private readonly HubAnswers _hub;
    private readonly List<OpenedEntry> _node = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _keys = new(StringComparer.Ordinal);
    private readonly List<AnswerFinding> _findings = [];
    private long _coveredBelow;
    private int _same;
    private int _open;
    private int _uncovered;
    private int _unreadable;
    private int _erased;

    private AnswerComparison(HubAnswers hub) => _hub = hub;

    /// <summary>Compares.</summary>
    /// <param name="hub">What the hub's log says of the country.</param>
    /// <param name="node">The node's log, verified.</param>
    /// <param name="from">Only hub's entries from here on, and node's; null for all.</param>
    /// <param name="until">Only those before.</param>
    public static AnswerCrossCheck Run(HubAnswers hub, LogIndex node, DateTimeOffset? from, DateTimeOffset? until)
    {
        var comparison = new AnswerComparison(hub);
        comparison.ReadNode(node);
        foreach (var entry in hub.All.Where(IsAsked))
        {
            comparison.CompareHubs(entry);
        }

        foreach (var entry in comparison._node.Where(IsAsked))
        {
            comparison.CompareNodes(entry);
        }

        return new AnswerCrossCheck(
            comparison._same,
            comparison._open,
            comparison._uncovered,
            comparison._unreadable,
            hub.Unproven.Count(IsAsked),
            Math.Max(hub.Erasures.Count(from, until), comparison._erased),
            comparison._findings);

        bool IsAsked(OpenedEntry entry) => !(entry.Leaf.SubmittedAt < from) && !(entry.Leaf.SubmittedAt >= until);
    }

    private void ReadNode(LogIndex node)
    {
        foreach (var kind in (AuditKind[])[AuditKind.SlotAnswered, AuditKind.DisclosureReplied, AuditKind.LetterTaken])
        {
            foreach (var entry in LogSearch.Run(node, new LogSearchFilter { Kind = kind.ToToken() }, long.MaxValue))
            {
                _node.Add(entry);
                _coveredBelow = Math.Max(_coveredBelow, NumberOf(entry, AuditFields.HubSize) ?? 0);
                if (kind != AuditKind.LetterTaken)
                {
                    var key = AnswerKey.Of(entry);
                    _said.Add(key + " " + entry[Digest]);
                    _keys.TryAdd(key, entry.Index);
                }
            }
        }

        _node.Sort((one, other) => one.Index.CompareTo(other.Index));
    }

    /// <summary>The hub says that the country answered.</summary>
    private void CompareHubs(OpenedEntry entry)
    {
        var key = AnswerKey.Of(entry);
        var isSecond = _hub.Find(key) is { } first && first.Index != entry.Index;
        if (_said.Contains(key + " " + entry[Digest]))
        {
            _same += isSecond ? 0 : 1;
            AddHubs(isSecond, AnswerFindingKind.AnsweredTwice, entry, null);
        }
        else if (entry.Index >= _coveredBelow)
        {
            _open++;
            _uncovered += _hub.Last - entry.Leaf.SubmittedAt > AnswerCrossCheck.CoveredWithin ? 1 : 0;
            AddHubs(isSecond, AnswerFindingKind.AnsweredTwice, entry, null);
        }
        else
        {
            var other = _keys.TryGetValue(key, out var index);
            AddHubs(true, other ? AnswerFindingKind.OtherDigest : AnswerFindingKind.MissingAtNode, entry, other ? index : null);
        }
    }

    private void AddHubs(bool isWrong, AnswerFindingKind kind, OpenedEntry entry, long? nodeEntry)
    {
        if (isWrong)
        {
            _findings.Add(new AnswerFinding(kind, entry.Index, nodeEntry, entry.Subject, entry["slot"]));
        }
    }

    /// <summary>The node says that it answered, relying on what it was proven of the hub's log.</summary>
    private void CompareNodes(OpenedEntry entry)
    {
        if (NumberOf(entry, AuditFields.HubEntry) is { } relied && relied < _hub.Size)
        {
            CompareReliance(entry, _hub.Find(relied));
        }

        if (entry.Payload!.Kind == AuditKind.LetterTaken || _hub.Find(AnswerKey.Of(entry)) is not null)
        {
            // The hub does not log that a letter was taken. An answer that the hub logged under another digest was named above.
            return;
        }

        if (_hub.Erasures.MayHave(entry.Leaf.UnixMilliseconds))
        {
            // Its payload may be among those that are gone, which is what retention is for.
            _erased++;
        }
        else if (_hub.ExpiryOf(entry.Subject) is { } expires)
        {
            AddIfOver(entry, AnswerFindingKind.MissingAtHub, expires + AnswerCrossCheck.Grace);
        }
        else if (NumberOf(entry, AuditFields.HubEntry) is null)
        {
            AddIfOver(entry, AnswerFindingKind.NeverLogged, entry.Leaf.SubmittedAt + ProtocolLimits.InteractiveLifetime + AnswerCrossCheck.Grace);
        }
    }

    private void CompareReliance(OpenedEntry entry, OpenedEntry? relied)
    {
        if (relied?.Payload is null || relied.Form != OpeningForm.Whole)
        {
            _unreadable++;
            return;
        }

        var (kind, field) = entry.Payload!.Kind switch
        {
            AuditKind.SlotAnswered => (AuditKind.QuerySubmitted, LoggedMatter.QueryDigest),
            AuditKind.DisclosureReplied => (AuditKind.DisclosureRequested, null),
            _ => (AuditKind.MessageRelayed, LoggedMatter.LetterDigest),
        };
        if (relied.Payload.Kind != kind || relied.Subject != entry.Subject || (field is not null && relied[field] != entry[field]))
        {
            _findings.Add(new AnswerFinding(AnswerFindingKind.OtherEntry, relied.Index, entry.Index, entry.Subject, entry["slot"]));
        }
    }

    /// <summary>What may still be on its way is no accusation.</summary>
    private void AddIfOver(OpenedEntry entry, AnswerFindingKind kind, DateTimeOffset end)
    {
        if (_hub.Last > end)
        {
            _findings.Add(new AnswerFinding(kind, null, entry.Index, entry.Subject, entry["slot"]));
        }
        else
        {
            _open++;
        }
    }

    private static long? NumberOf(OpenedEntry entry, string field) =>
        long.TryParse(entry[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

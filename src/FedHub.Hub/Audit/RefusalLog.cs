using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>
/// Logs refused attempts: those of members one by one up to a limit a minute, all others as one entry a peer, reason and minute,
/// so that nobody can grow the log.
/// </summary>
internal sealed class RefusalLog(SqliteLogStore log, HubLimits limits, TimeProvider clock)
{
    private readonly Lock _gate = new();

    // What was logged in the current minute. Owned by the gate.
    private readonly HashSet<(string Peer, ErrorCode Reason)> _summarized = [];
    private readonly Dictionary<MemberId, int> _counts = [];
    private long _minute;

    /// <summary>Logs an attempt; returns when the entry is durable.</summary>
    /// <param name="member">The member, when it is one in good standing.</param>
    /// <param name="peer">Who it was otherwise.</param>
    /// <param name="operation">What was tried.</param>
    /// <param name="digest">Of what was sent; null when nothing was read.</param>
    /// <param name="reason">Why it was refused.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task RecordAsync(
        MemberId? member, CallerKey peer, string operation, Digest? digest, ErrorCode reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        HubMeter.AttemptsRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));
        var single = member is not null && digest is not null && reason != ErrorCode.Malformed && CountsSingly(member.Value, now);
        var name = member?.ToString() ?? peer.ToString();
        if (single)
        {
            await log.AppendAsync([FederationEvents.AttemptRefused(member!.Value, operation, digest!.Value, reason, now)], cancellationToken);
        }
        else if (IsFirstOfMinute(name, reason, now))
        {
            await log.AppendAsync([FederationEvents.AttemptsSummarized(member, name, operation, reason, now)], cancellationToken);
        }
    }

    private bool CountsSingly(MemberId member, DateTimeOffset now)
    {
        lock (_gate)
        {
            Turn(now);
            var count = _counts.GetValueOrDefault(member) + 1;
            _counts[member] = count;
            return count <= limits.LoggedRefusalsPerMinute;
        }
    }

    private bool IsFirstOfMinute(string peer, ErrorCode reason, DateTimeOffset now)
    {
        lock (_gate)
        {
            Turn(now);
            return _summarized.Add((peer, reason));
        }
    }

    private void Turn(DateTimeOffset now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        if (minute != _minute)
        {
            _minute = minute;
            _summarized.Clear();
            _counts.Clear();
        }
    }
}

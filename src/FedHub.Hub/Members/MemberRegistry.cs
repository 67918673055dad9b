using System.Runtime.InteropServices;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The directory in force and the calls that run under it.</summary>
internal sealed class MemberRegistry(TimeProvider clock)
{
    private static readonly Refusal _stoppingRefusal = new(ErrorCode.Unavailable, "The hub is shutting down; try again shortly.");

    private readonly Lock _gate = new();

    // All owned by the gate; the directory is also read without it.
    private readonly HashSet<MemberGuard> _guards = [];
    private readonly Dictionary<MemberId, int> _calls = [];
    private volatile FederationDirectory? _directory;
    private bool _stopping;

    internal FederationDirectory? Directory => _directory;

    internal ulong Version => _directory?.Version ?? 0;

    /// <summary>The directory, for work that cannot be done without one in force.</summary>
    /// <exception cref="FedHubException">FailedPrecondition: none yet. DirectoryStale: it has expired.</exception>
    internal FederationDirectory InForce()
    {
        var directory = _directory ?? throw new FedHubException(ErrorCode.FailedPrecondition, "The hub has no directory yet.");
        return clock.GetUtcNow() < directory.ExpiresAt
            ? directory
            : throw new FedHubException(
                ErrorCode.DirectoryStale, "The directory has expired; the federation has to publish a new one.", heldVersion: directory.Version);
    }

    /// <summary>Who a caller is now.</summary>
    internal Checked<ListedMember> Identify(CallerKey key)
    {
        if (_directory is not { } directory)
        {
            return new Refusal(ErrorCode.FailedPrecondition, "The hub has no directory yet.");
        }

        return directory.FindByTlsKey(key.Spki, clock.GetUtcNow()) switch
        {
            null => new Refusal(ErrorCode.NotAMember, "The directory lists no member with this TLS key.", HeldVersion: directory.Version),
            { Suspended: true } => new Refusal(ErrorCode.Suspended, "This member is suspended.", HeldVersion: directory.Version),
            { } member => member,
        };
    }

    /// <summary>Identifies a caller and watches it until the guard is disposed.</summary>
    /// <param name="key">The caller.</param>
    /// <param name="maxCalls">Calls that one member may run at the same time.</param>
    /// <exception cref="FedHubException">Not a member, suspended, too many calls, or the hub is stopping.</exception>
    internal MemberGuard Enter(CallerKey key, int maxCalls)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                throw new FedHubException(_stoppingRefusal);
            }

            var member = Identify(key).OrThrow();
            ref var calls = ref CollectionsMarshal.GetValueRefOrAddDefault(_calls, member.Id, out _);
            if (calls >= maxCalls)
            {
                throw new FedHubException(ErrorCode.Unavailable, "This member has too many calls open.", clock.GetUtcNow().AddSeconds(1));
            }

            calls++;
            var entered = new MemberGuard(key, member.Id, Leave);
            _guards.Add(entered);
            return entered;
        }
    }

    /// <summary>Puts a verified and durable directory in force and ends the calls of those who are no longer members.</summary>
    internal void Apply(FederationDirectory directory)
    {
        List<(MemberGuard Guard, Refusal Reason)> lost = [];
        lock (_gate)
        {
            _directory = directory;
            foreach (var guard in _guards)
            {
                if (!Identify(guard.Key).IsAccepted(out var member, out var refusal))
                {
                    lost.Add((guard, refusal));
                }
                else if (member.Id != guard.Member)
                {
                    lost.Add((guard, new Refusal(ErrorCode.NotAMember, "This TLS key is another member's now.", HeldVersion: directory.Version)));
                }
            }
        }

        lost.ForEach(entry => entry.Guard.Revoke(entry.Reason));
    }

    /// <summary>Refuses new calls and ends running ones.</summary>
    internal void Stop()
    {
        List<MemberGuard> running;
        lock (_gate)
        {
            _stopping = true;
            running = [.. _guards];
        }

        running.ForEach(guard => guard.Revoke(_stoppingRefusal));
    }

    /// <summary>Whether a member is listed and not suspended.</summary>
    internal bool IsActive(MemberId member) => _directory?.Member(member) is { Suspended: false };

    private void Leave(MemberGuard guard)
    {
        lock (_gate)
        {
            if (_guards.Remove(guard))
            {
                _calls[guard.Member]--;
            }
        }
    }
}

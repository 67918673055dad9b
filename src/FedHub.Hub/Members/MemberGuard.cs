using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>Watches that a caller stays the member it was when its call began. One for each call that runs.</summary>
internal sealed class MemberGuard : IDisposable
{
    private readonly CancellationTokenSource _revoked = new();
    private readonly Action<MemberGuard> _onDispose;

    internal MemberGuard(CallerKey key, MemberId member, Action<MemberGuard> onDispose)
    {
        Key = key;
        Member = member;
        _onDispose = onDispose;
    }

    internal CallerKey Key { get; }

    internal MemberId Member { get; }

    /// <summary>Cancelled when the caller lost its membership or the hub stops.</summary>
    internal CancellationToken Revoked => _revoked.Token;

    /// <summary>Why; set before <see cref="Revoked"/> is cancelled.</summary>
    internal Refusal? Reason { get; private set; }

    internal void Revoke(Refusal reason)
    {
        Reason ??= reason;
        try
        {
            _revoked.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended by itself meanwhile: there is nothing left to stop.
        }
    }

    public void Dispose()
    {
        _onDispose(this);
        _revoked.Dispose();
    }
}

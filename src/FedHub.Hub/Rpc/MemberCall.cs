using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>A member's call while it runs. The interceptor leaves it in the call's state for the handler.</summary>
internal sealed class MemberCall(MemberId member, CancellationToken cancellationToken)
{
    private static readonly object _stateKey = new();

    internal MemberId Member { get; } = member;

    /// <summary>Cancelled when the caller goes away, loses its membership, or the hub stops. Handlers use this one.</summary>
    internal CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>SHA-256 of what is asked for, for the log of refusals, where the request itself is a stream.</summary>
    internal Digest? Subject { get; set; }

    internal static MemberCall Of(ServerCallContext context) => (MemberCall)context.UserState[_stateKey];

    internal void Attach(ServerCallContext context) => context.UserState[_stateKey] = this;
}

using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Deadline and cancellation of a call, for those who carry them on by hand.</summary>
internal sealed class HttpPropagationToken(DateTime deadline, CancellationToken cancellationToken) : ContextPropagationToken
{
    public DateTime Deadline { get; } = deadline;

    public CancellationToken CancellationToken { get; } = cancellationToken;
}

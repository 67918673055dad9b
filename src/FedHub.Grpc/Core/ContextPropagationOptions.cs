namespace Grpc.Core;

/// <summary>What <see cref="ServerCallContext.CreatePropagationToken"/> carries on.</summary>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Both deadline and cancellation.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Whether the deadline is carried on.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether cancellation is carried on.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}

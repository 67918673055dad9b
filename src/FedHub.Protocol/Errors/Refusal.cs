namespace FedHub.Protocol;

/// <summary>An expected "no", as a value.</summary>
/// <param name="Code">What went wrong.</param>
/// <param name="Message">Short stable text; never holds an identifier, name or key.</param>
/// <param name="RetryAt">When to try again, where known.</param>
/// <param name="HeldVersion">The directory version, epoch or log size that the receiver holds, by code; 0 when none.</param>
public sealed record Refusal(ErrorCode Code, string Message, DateTimeOffset? RetryAt = null, ulong HeldVersion = 0);

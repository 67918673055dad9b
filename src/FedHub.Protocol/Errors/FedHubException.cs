namespace FedHub.Protocol;

/// <summary>A refused or failed operation whose reason the caller may see.</summary>
public sealed class FedHubException : Exception
{
    /// <summary>Carries a refusal.</summary>
    public FedHubException(Refusal refusal, Exception? innerException = null)
        : base(refusal.Message, innerException)
    {
        Refusal = refusal;
    }

    /// <summary>Refuses with a code and a text that is safe to send.</summary>
    public FedHubException(ErrorCode code, string safeMessage, DateTimeOffset? retryAt = null, ulong heldVersion = 0)
        : this(new Refusal(code, safeMessage, retryAt, heldVersion))
    {
    }

    /// <summary>The reason.</summary>
    public Refusal Refusal { get; }
}

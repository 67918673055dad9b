namespace Grpc.Core;

/// <summary>Deadline and cancellation of a call that is being handled, for calls made on its behalf.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The name of a method that this server serves, for logs. Never what a caller sent.</summary>
internal readonly record struct RpcName(string Value)
{
    public override string ToString() => Value;
}

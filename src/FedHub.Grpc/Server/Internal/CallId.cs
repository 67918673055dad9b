namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The server's own number of a call, for logs.</summary>
internal readonly record struct CallId(string Value)
{
    public override string ToString() => Value;
}

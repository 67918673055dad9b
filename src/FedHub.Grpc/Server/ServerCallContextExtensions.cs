using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>From a call to its HTTP request.</summary>
public static class ServerCallContextExtensions
{
    internal const string HttpContextKey = "__HttpContext";

    /// <summary>The HTTP request of a call. Do not keep it beyond the call.</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        return serverCallContext is AspNetCore.Server.Internal.ServerCall call
            ? call.HttpContext
            : serverCallContext.UserState.TryGetValue(HttpContextKey, out var context) && context is HttpContext http
                ? http
                : throw new InvalidOperationException("Could not get HttpContext from ServerCallContext.");
    }
}

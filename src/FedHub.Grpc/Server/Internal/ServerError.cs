using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What an exception of a handler means for its caller. The only place where one is logged.</summary>
internal static class ServerError
{
    public static (Status Status, Metadata? Trailers) Classify(Exception exception, ServerCall call, ServerRuntime runtime)
    {
        if (exception is RpcException rpc)
        {
            ServerLog.CallEnded(runtime.Log, call.Rpc, call.Id, rpc.StatusCode);
            return (rpc.Status, Merge(call.ResponseTrailers, rpc.Trailers));
        }

        // The client is gone, or sends too slowly or too much: not this server's fault.
        if (call.IsClientGone || call.HttpContext.RequestAborted.IsCancellationRequested || exception is BadHttpRequestException)
        {
            ServerLog.CallEnded(runtime.Log, call.Rpc, call.Id, StatusCode.Cancelled);
            return (Status.DefaultCancelled, null);
        }

        ServerLog.HandlerFailed(runtime.Log, call.Rpc, call.Id, exception);
        const string Detail = "Exception was thrown by handler.";
        return (new Status(StatusCode.Unknown, call.Settings.DetailedErrors ? $"{Detail} {exception.GetType().Name}: {exception.Message}" : Detail), null);
    }

    private static Metadata Merge(Metadata first, Metadata second)
    {
        if (first.Count == 0 || ReferenceEquals(first, second))
        {
            return second;
        }

        var all = new Metadata();
        foreach (var entry in first.Concat(second))
        {
            all.Add(entry);
        }

        return all;
    }
}

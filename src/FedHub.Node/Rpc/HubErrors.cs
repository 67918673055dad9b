using FedHub.Node.HubLink;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>What a failed call to the hub means here.</summary>
internal static class HubErrors
{
    /// <summary>The hub's own refusal where it sent one; a cancellation of ours as such; else that the hub cannot be reached.</summary>
    public static Exception ToFedHub(RpcException exception)
    {
        if (RpcErrors.TryRead(exception, out var refusal))
        {
            return new FedHubException(refusal);
        }

        return exception.StatusCode switch
        {
            StatusCode.Cancelled => new OperationCanceledException("The call to the hub was cancelled.", exception),
            StatusCode.NotFound => new FedHubException(ErrorCode.NotFound, "The hub does not have what was asked for."),
            StatusCode.PermissionDenied or StatusCode.Unauthenticated => new FedHubException(ErrorCode.NotAMember, "The hub does not accept this node."),
            StatusCode.InvalidArgument or StatusCode.Unimplemented => new FedHubException(ErrorCode.Malformed, "The hub does not understand the call."),
            _ => new FedHubException(
                new Refusal(ErrorCode.Unavailable, "The hub cannot be reached."), IsNotReached(exception) ? new HubNotReachedException(exception) : null),
        };
    }

    /// <summary>Whether the connection itself failed. Anything later may have let the call through.</summary>
    private static bool IsNotReached(RpcException exception) => exception.Status.DebugException
        is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError }

        // How the handler says that connecting took too long.
        or OperationCanceledException { InnerException: TimeoutException };
}

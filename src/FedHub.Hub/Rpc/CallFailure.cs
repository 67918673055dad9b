using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub.Rpc;

/// <summary>What a caller is told of a failure that is no refusal: a status and, where it was unexpected, the id under which it is logged.</summary>
internal static class CallFailure
{
    internal static RpcException ToRpcException(Exception failure, ServerCallContext context, ILogger logger)
    {
        if (failure is RpcException rpc)
        {
            return rpc;
        }

        if (failure is FedHubException refused)
        {
            return RpcErrors.ToRpcException(refused.Refusal);
        }

        if (failure is OperationCanceledException || context.CancellationToken.IsCancellationRequested)
        {
            return new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled."));
        }

        var callId = Guid.CreateVersion7();
        logger.CallFailed(callId, failure);
        return failure is SqliteDatabaseException or SqliteException
            ? RpcErrors.ToRpcException(new Refusal(ErrorCode.Unavailable, "The hub cannot write its log now."))
            : new RpcException(new Status(StatusCode.Internal, $"Internal error. {callId}"));
    }
}

using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub.Rpc;

/// <summary>Around every call of members: who calls, until when it may, and what of a failure is told and logged.</summary>
internal sealed class MemberCallInterceptor(
    MemberRegistry members, RefusalLog refusals, HubLimits limits, ILogger<MemberCallInterceptor> logger) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, request as IMessage, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, null, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, request as IMessage, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    private async Task<T> RunAsync<T>(ServerCallContext context, IMessage? request, Func<Task<T>> handler)
    {
        var key = KeyOf(context);
        MemberGuard? guard = null;
        MemberCall? call = null;
        try
        {
            guard = members.Enter(key, limits.CallsPerMember);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, guard.Revoked);
            call = new MemberCall(guard.Member, ends.Token);
            call.Attach(context);
            return await handler();
        }
        catch (FedHubException refused)
        {
            throw await RefuseAsync(context, key, guard?.Member, call?.Subject ?? DigestOf(request), refused.Refusal);
        }
        catch (Exception) when (guard?.Reason is not null)
        {
            // Whatever the handler was doing, it ended because the caller may no longer call.
            throw await RefuseAsync(context, key, null, null, guard.Reason);
        }
        catch (Exception failure)
        {
            throw CallFailure.ToRpcException(failure, context, logger);
        }
        finally
        {
            guard?.Dispose();
        }
    }

    private static CallerKey KeyOf(ServerCallContext context) =>
        context.GetHttpContext().Connection.ClientCertificate is { } certificate
            ? CallerKey.Of(certificate)
            : throw RpcErrors.ToRpcException(new Refusal(ErrorCode.NotAMember, "A client certificate is needed."));

    private static Digest? DigestOf(IMessage? request) => request is null ? null : Digest.Of(request.ToByteArray());

    private async Task<RpcException> RefuseAsync(ServerCallContext context, CallerKey key, MemberId? member, Digest? digest, Refusal refusal)
    {
        if (member is { } known)
        {
            logger.MemberRefused(known, refusal.Code);
        }
        else
        {
            logger.PeerRefused(refusal.Code);
        }

        // A used-up budget is logged with the query; being busy, or a thing that is not there, is no refusal of the member.
        if (refusal.Code is not (ErrorCode.Unavailable or ErrorCode.NotFound or ErrorCode.OverBudget) && members.Directory is not null)
        {
            try
            {
                await refusals.RecordAsync(member, key, OperationOf(context), digest, refusal.Code, CancellationToken.None);
            }
            catch (SqliteDatabaseException failure)
            {
                return CallFailure.ToRpcException(failure, context, logger);
            }
        }

        return RpcErrors.ToRpcException(refusal);
    }

    private static string OperationOf(ServerCallContext context) => context.Method[(context.Method.LastIndexOf('/') + 1)..];
}

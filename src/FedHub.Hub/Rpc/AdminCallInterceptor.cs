using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub.Rpc;

/// <summary>Around the administrator's calls, which are unary: refusals get their status, failures are logged.</summary>
internal sealed class AdminCallInterceptor(ILogger<AdminCallInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure)
        {
            throw CallFailure.ToRpcException(failure, context, logger);
        }
    }
}

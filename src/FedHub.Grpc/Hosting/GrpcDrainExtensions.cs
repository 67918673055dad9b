using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FedHub.Grpc;

/// <summary>How a streaming handler learns that the host wants to stop.</summary>
public static class GrpcDrainExtensions
{
    /// <summary>
    /// Cancelled when the host begins to stop. From then on new calls are refused with UNAVAILABLE; a stream should say
    /// what it has to say and return within the host's shutdown timeout, after which its connection is cut.
    /// </summary>
    public static CancellationToken GetDrainToken(this ServerCallContext context) =>
        context.GetHttpContext().RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
}

using FedHub.Benchmarks.Protos;
using Grpc.Core;

namespace FedHub.Benchmarks;

/// <summary>Sends back what it gets.</summary>
internal sealed class EchoService : Echo.EchoBase
{
    public override Task<EchoMessage> Unary(EchoMessage request, ServerCallContext context) => Task.FromResult(request);
}

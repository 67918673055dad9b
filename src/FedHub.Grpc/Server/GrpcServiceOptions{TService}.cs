namespace Grpc.AspNetCore.Server;

/// <summary>How one service is served. Starts as a copy of the options of all services.</summary>
/// <typeparam name="TService">The service.</typeparam>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
}

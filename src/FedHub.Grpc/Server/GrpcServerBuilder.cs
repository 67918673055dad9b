using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

internal sealed record GrpcServerBuilder(IServiceCollection Services) : IGrpcServerBuilder;

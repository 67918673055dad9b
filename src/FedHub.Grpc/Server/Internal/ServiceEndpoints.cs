using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Turns services into endpoints.</summary>
internal static class ServiceEndpoints
{
    public static List<IEndpointConventionBuilder> Map<TService>(IEndpointRouteBuilder routes, ServerRuntime runtime)
        where TService : class
    {
        var endpoints = new List<IEndpointConventionBuilder>();
        var methods = Bind<TService>(routes.ServiceProvider, runtime);
        foreach (var method in methods)
        {
            endpoints.Add(routes
                .MapPost(RoutePatternFactory.Parse(method.Method.FullName), method.Handler)
                .WithDisplayName($"gRPC - {method.Method.FullName}")
                .WithMetadata([new GrpcMethodMetadata(typeof(TService), method.Method), .. method.Metadata]));
        }

        // Without conventions: that a method is unknown is no secret, and authorization would answer with another status.
        foreach (var service in methods.Select(method => method.Method.ServiceName).Distinct(StringComparer.Ordinal))
        {
            MapUnimplemented(routes, $"/{service}/{{unimplementedMethod}}", "Method is unimplemented.");
        }

        if (!runtime.HasFallback && runtime.Options.IgnoreUnknownServices is not true)
        {
            runtime.HasFallback = true;
            MapUnimplemented(routes, "/{unimplementedService}/{unimplementedMethod}", "Service is unimplemented.");
        }

        return endpoints;
    }

    private static IEndpointConventionBuilder MapPost(this IEndpointRouteBuilder routes, RoutePattern pattern, RequestDelegate handler) =>
        routes.Map(pattern, handler).WithMetadata(new HttpMethodMetadata(["POST"]));

    private static void MapUnimplemented(IEndpointRouteBuilder routes, string pattern, string detail)
    {
        var refusal = new Refusal(new Status(StatusCode.Unimplemented, detail));
        var parsed = RoutePatternFactory.Parse(pattern, defaults: null, parameterPolicies: new { unimplementedMethod = new GrpcContentConstraint() });
        routes
            .MapPost(parsed, http =>
            {
                refusal.Write(http.Response);
                return Task.CompletedTask;
            })
            .WithDisplayName($"gRPC - {detail}");
    }

    private static List<BoundMethod> Bind<TService>(IServiceProvider services, ServerRuntime runtime)
        where TService : class
    {
        var hasOwnOptions = services.GetServices<IConfigureOptions<GrpcServiceOptions<TService>>>().Any();
        var options = hasOwnOptions ? services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value : runtime.Options;
        var binder = new MethodBinder<TService>(options, runtime, new ServiceActivator<TService>(services));
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
            {
                var bind = attribute.BindType.GetMethod(attribute.BindMethodName, [typeof(ServiceBinderBase), type]);
                bind?.Invoke(null, [binder, null]);
                return bind is null ? throw new InvalidOperationException($"{attribute.BindMethodName} is missing.") : binder.Methods;
            }
        }

        throw new InvalidOperationException($"{typeof(TService).Name} does not derive from a generated service base class.");
    }
}

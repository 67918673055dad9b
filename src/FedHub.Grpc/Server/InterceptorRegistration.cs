using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>One interceptor of a server.</summary>
public class InterceptorRegistration
{
    private readonly object[] _arguments;
    private readonly ObjectFactory _factory;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        Type = type;
        _arguments = arguments;
        _factory = ActivatorUtilities.CreateFactory(type, [.. arguments.Select(argument => argument.GetType())]);
    }

    /// <summary>The interceptor's type.</summary>
    public Type Type { get; }

    /// <summary>The arguments that do not come from the container.</summary>
    public IReadOnlyList<object> Arguments => _arguments;

    /// <summary>The container's own object, or a new one that the caller has to dispose.</summary>
    internal (Interceptor Interceptor, bool Created) Resolve(IServiceProvider services) =>
        _arguments.Length == 0 && services.GetService(Type) is Interceptor registered
            ? (registered, false)
            : ((Interceptor)_factory(services, _arguments), true);
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Matches gRPC requests only, so that a web page beside gRPC keeps its own 404.</summary>
internal sealed class GrpcContentConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && CallGate.IsGrpc(httpContext.Request.ContentType);
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The endpoint of one method.</summary>
internal abstract class MethodHandler(MethodSettings settings, ServerRuntime runtime)
{
    // Kestrel's default. A unary request stays under it, unless the message limit is raised above.
    private const int KestrelMaxBodyBytes = 30_000_000;

    public async Task HandleAsync(HttpContext http)
    {
        if (CallGate.Check(http, runtime, out var timeout) is { } refusal)
        {
            refusal.Write(http.Response);
            return;
        }

        LiftKestrelLimits(http.Features);
        var call = new ServerCall(http, settings, runtime, timeout);
        try
        {
            call.Start();
            await InvokeAsync(call);
        }
#pragma warning disable CA1031 // The outermost boundary of a handler
        catch (Exception exception)
#pragma warning restore CA1031
        {
            call.EndWith(exception);
        }
        finally
        {
            await call.DisposeAsync();
        }
    }

    /// <summary>Reads what the handler needs, calls it and ends the call with what it returned.</summary>
    protected abstract Task InvokeAsync(ServerCall call);

    // Kestrel would abort a quiet upload after 5 s, and any after 30 MB. GrpcStreamLimits stand in for both.
    private void LiftKestrelLimits(IFeatureCollection features)
    {
        if (settings.IsRequestStream && features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if ((settings.IsRequestStream || settings.MaxReceiveBytes is not < KestrelMaxBodyBytes)
            && features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }
}

using System.Net;
using FedHub.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FedHub.Hub;

/// <summary>The listener on which the log is read.</summary>
internal static class LogHttpHost
{
    /// <summary>Sets the listener up: small requests without bodies, a limit on connections.</summary>
    internal static WebApplication Build(WebApplicationBuilder builder, IPEndPoint endPoint, HubLogSection section, HubIdentity identity, LogHttpHandler handler)
    {
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.UseGrpcLimits(section.Connections);
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(10));
            kestrel.Listen(endPoint, listen => listen.UseHttpTls(
                () => identity.Server, () => identity.Clients, requiresCertificate: section.Access != HubLogSection.Public));
        });
        var app = builder.Build();
        app.Run(handler.HandleAsync);
        return app;
    }
}

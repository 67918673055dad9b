using System.Net;
using FedHub.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FedHub.Node.Witness;

/// <summary>
/// C2SP tlog-witness <c>add-checkpoint</c> over plain HTTP, for public witnesses and test tools on this machine. It needs no authentication
/// beyond the log's signature, so that it is offered on a loopback address only, and only when <c>node.json</c> asks for it.
/// </summary>
internal sealed class AddCheckpointListener : IAsyncDisposable
{
    private const string Path = "/add-checkpoint";
    private const int MaxConnections = 16;

    private static readonly TimeSpan _headersWithin = TimeSpan.FromSeconds(5);

    private readonly LogGuard _log;
    private readonly WebApplication _application;

    public AddCheckpointListener(IPEndPoint endPoint, LogGuard log)
    {
        _log = log;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.Limits.MaxConcurrentConnections = MaxConnections;
            server.Limits.MaxRequestBodySize = AddCheckpointRequest.MaxSize;
            server.Limits.RequestHeadersTimeout = _headersWithin;
            server.Listen(endPoint);
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>The port, once started.</summary>
    public int Port => new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public Task StartAsync(CancellationToken cancellationToken) => _application.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static async Task WriteAsync(HttpContext context, AddCheckpointResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        await context.Response.WriteAsync(response.Body, context.RequestAborted);
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path != Path)
        {
            await WriteAsync(context, AddCheckpointResponse.Refused(StatusCodes.Status404NotFound, "there is only /add-checkpoint"));
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            await WriteAsync(context, AddCheckpointResponse.Refused(StatusCodes.Status405MethodNotAllowed, "use POST"));
            return;
        }

        if (await ReadAsync(context) is not { } body)
        {
            await WriteAsync(context, AddCheckpointResponse.Refused(StatusCodes.Status413PayloadTooLarge, "the body is larger than 128 KiB"));
            return;
        }

        await WriteAsync(context, await _log.OpenAsync(context.RequestAborted) is { } witness
            ? await witness.AddCheckpointAsync(body, context.RequestAborted)
            : AddCheckpointResponse.Refused(StatusCodes.Status404NotFound, "unknown log"));
    }

    /// <summary>The body; null for one that is too large.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return body.ToArray();
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}

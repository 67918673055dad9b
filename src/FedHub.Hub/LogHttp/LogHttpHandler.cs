using FedHub.Transparency;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub;

/// <summary>
/// The log as C2SP tlog-tiles over plain GET, with <c>openings/</c> beside it. Members and enrolled auditors are known by their certificates;
/// with <c>log.access: public</c> everybody may read checkpoint and tiles.
/// </summary>
/// <param name="store">Tiles, entries and payloads.</param>
/// <param name="checkpoint">The checkpoint to show.</param>
/// <param name="readers">Who reads.</param>
/// <param name="isPublic">Whether everybody may read checkpoint and tiles.</param>
/// <param name="logger">Where to log.</param>
internal sealed class LogHttpHandler(
    ILogTreeStore store, Func<CancellationToken, Task<SignedCheckpoint>> checkpoint, LogReaders readers, bool isPublic, ILogger<LogHttpHandler> logger) : IDisposable
{
    // Half of the database's readers: whoever downloads the log must not hold up queries.
    private const int ConcurrentReads = 2;
    private const string Immutable = "max-age=31536000, immutable";

    private readonly LogOpenings _openings = new(store);
    private readonly SemaphoreSlim _reads = new(ConcurrentReads);

    internal async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            var callId = Guid.CreateVersion7();
            logger.CallFailed(callId, failure);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, $"Internal error. {callId}");
        }
    }

    public void Dispose() => _reads.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        if (isPublic)
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
        }

        var method = context.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "The log is read only.");
            return;
        }

        var certificate = await context.Connection.GetClientCertificateAsync(context.RequestAborted);
        var reader = await readers.IdentifyAsync(certificate, context.RequestAborted);
        var target = LogTarget.Of(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (reader is not { } known || (known.Kind == LogReaderKind.Anybody && !isPublic))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "The log is for members and enrolled auditors. The hub's administrator lists auditors: fedhub hub auditors add.");
        }
        else if (target.Kind is LogTargetKind.Malformed)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Not the path of a tile or bundle (C2SP tlog-tiles).");
        }
        else if (target.Kind is LogTargetKind.Openings && !known.ReadsOpenings)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Openings are for members and enrolled auditors.");
        }
        else if (await ReadAsync(target, known, context.RequestAborted) is { } bytes)
        {
            await WriteAsync(context, target.Kind, bytes);
        }
        else
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "Not published.");
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(LogTarget target, LogReader reader, CancellationToken cancellationToken)
    {
        await _reads.WaitAsync(cancellationToken);
        try
        {
            return target.Kind switch
            {
                LogTargetKind.Checkpoint => (await checkpoint(cancellationToken)).ToBytes(),
                LogTargetKind.Tile => await store.ReadTileAsync(target.Tile, cancellationToken),
                LogTargetKind.Entries => await store.ReadBundleAsync(target.Bundle, cancellationToken),
                LogTargetKind.Openings => await _openings.ReadAsync(target.Bundle, reader, cancellationToken) is { } openings ? openings : default(ReadOnlyMemory<byte>?),
                _ => null,
            };
        }
        finally
        {
            _reads.Release();
        }
    }

    private async Task WriteAsync(HttpContext context, LogTargetKind kind, ReadOnlyMemory<byte> bytes)
    {
        var headers = context.Response.Headers;
        headers.ContentType = kind == LogTargetKind.Checkpoint ? "text/plain; charset=utf-8" : "application/octet-stream";
        headers.CacheControl = kind switch
        {
            LogTargetKind.Checkpoint => "no-cache",

            // Who may read an opening can change, and it can be erased: nobody keeps it on the way.
            LogTargetKind.Openings => "no-store",
            _ => (isPublic ? "public, " : "private, ") + Immutable,
        };
        headers.XContentTypeOptions = "nosniff";
        headers.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(message + "\n", context.RequestAborted);
    }
}

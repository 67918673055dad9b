using System.Net;
using System.Net.Http.Headers;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Sources;

/// <summary>A log at an address: C2SP tlog-tiles over plain GET, with <c>openings/</c> beside it where the server has them.</summary>
/// <param name="prefix">The address.</param>
/// <param name="handler">Connects; it is disposed of with this.</param>
/// <param name="showsCertificate">Whether it shows a client certificate.</param>
/// <param name="time">The clock.</param>
internal sealed class HttpLog(Uri prefix, HttpMessageHandler handler, bool showsCertificate, TimeProvider time) : IPublishedLog
{
    private const int Attempts = 3;

    private static readonly TimeSpan _headerLimit = TimeSpan.FromSeconds(60);

    // For the whole of one answer, however slowly it trickles: the largest one passes a line of 1 Mbit/s.
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly Uri _prefix = prefix.AbsoluteUri.EndsWith('/') ? prefix : new Uri(prefix.AbsoluteUri + "/");
    private readonly HttpClient _client = new(handler)
    {
        Timeout = _headerLimit,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    private bool _hasAnswered;

    public string Place => prefix.ToString();

    /// <summary>Asked for by the caller: who may not read openings would be refused.</summary>
    public bool HasOpenings => false;

    public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) =>
        GetAsync(tile.ToString(), TileLayout.FullWidth * Digest.Size, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) =>
        GetAsync(bundle.ToString(), EntryBundle.MaxSize, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken) => GetAsync("checkpoint", SignedNote.MaxSize, cancellationToken);

    public async ValueTask<ReadOnlyMemory<byte>?> ReadOpeningsAsync(BundleId bundle, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(OpeningsPath.Of(bundle), OpeningBundle.MaxSize, cancellationToken);
        }
        catch (CliFailureException refused) when (refused.ExitCode == ExitCode.Refused)
        {
            // Of a public log anybody reads the tree, and few the openings: who may not sees none.
            return null;
        }
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string path, int maxSize, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var limit = new CancellationTokenSource(_limit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                return await GetOnceAsync(path, maxSize, either.Token);
            }
            catch (HttpRequestException exception) when (attempt < Attempts && exception.HttpRequestError is not HttpRequestError.SecureConnectionError)
            {
                // A connection that broke says nothing about the log.
                await Task.Delay(attempt * _pause, time, cancellationToken);
            }
            catch (HttpRequestException exception) when (IsRefusal(exception))
            {
                throw new CliFailureException(
                    ExitCode.Refused,
                    "The log's server ends each connection without an answer",
                    $"Servers do so with a client certificate that they do not take: {(showsCertificate ? "the certificate that was shown may be of another authority, expired or not listed" : "no certificate was shown")}. ({Innermost(exception)})",
                    "Give --tls-cert and --tls-key of an enrolled auditor or a member; the hub's administrator lists auditors: fedhub hub auditors.",
                    exception);
            }
            catch (Exception exception) when (
                exception is HttpRequestException or IOException or InvalidDataException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                throw new CliFailureException(
                    ExitCode.Unreachable, $"The log could not be read: {path}", Reason(exception), "Check address, certificate and authority, then try again.", exception);
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>?> GetOnceAsync(string path, int maxSize, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_prefix, path));
        if (path == "checkpoint")
        {
            request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        }

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        _hasAnswered = true;
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await ReadAsync(response.Content, maxSize, cancellationToken),
            HttpStatusCode.NotFound => null,
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => throw new CliFailureException(
                ExitCode.Refused, "The log's server refused this certificate", null, "Give --tls-cert and --tls-key of an enrolled auditor or a member; the hub's administrator lists auditors: fedhub hub auditors."),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway => throw new HttpRequestException("busy", null, response.StatusCode),
            var other => throw new CliFailureException(
                ExitCode.Unreachable, FormattableString.Invariant($"The log's server answered {path} with status {(int)other}"), null, "Check that the address is a log's prefix."),
        };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int maxSize, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > maxSize)
            {
                // No honest answer is larger: what is too long is none.
                return ReadOnlyMemory<byte>.Empty;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    /// <summary>A server learns of a certificate that it does not take after the handshake, and says so by closing; one that has answered before has taken ours.</summary>
    private bool IsRefusal(HttpRequestException exception) =>
        !_hasAnswered
        && _prefix.Scheme == Uri.UriSchemeHttps
        && exception is { InnerException: IOException, HttpRequestError: not (HttpRequestError.SecureConnectionError or HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError) };

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private static string Reason(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "The TLS handshake failed: the server's certificate is not of the authority given, or it refused ours. (" + Innermost(exception) + ")",
        OperationCanceledException => "No answer within a minute, or not all of it within five.",
        InvalidDataException => "The answer says that it is compressed with gzip, and is not.",
        _ => Innermost(exception),
    };
}

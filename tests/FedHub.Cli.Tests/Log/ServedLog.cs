using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace FedHub.Cli.Tests.Log;

/// <summary>Serves a log's folder over HTTP/1.1, an answer a connection, and misbehaves where a test says so.</summary>
internal sealed class ServedLog : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder;
    private readonly Func<string, Stream, CancellationToken, Task<bool>> _misbehave;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _serving;

    /// <summary>Begins to serve.</summary>
    /// <param name="folder">What is served.</param>
    /// <param name="misbehave">Answers a path itself; false to have the file served.</param>
    /// <param name="tls">Serves over TLS; null for plain HTTP.</param>
    public ServedLog(string folder, Func<string, Stream, CancellationToken, Task<bool>>? misbehave = null, SslServerAuthenticationOptions? tls = null)
    {
        _folder = folder;
        _misbehave = misbehave ?? ((_, _, _) => Task.FromResult(false));
        _tls = tls;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"{(_tls is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public static async Task AnswerAsync(Stream stream, string status, byte[] content, string headers = "")
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {content.Length}\r\nConnection: close\r\n{headers}\r\n"));
        await stream.WriteAsync(content);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var stream = _tls is null ? (Stream)client.GetStream() : new SslStream(client.GetStream());
            if (stream is SslStream secure)
            {
                await secure.AuthenticateAsServerAsync(_tls!, _stop.Token);
            }

            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync(_stop.Token))?.Split(' ')[1].TrimStart('/') ?? "";
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
            {
            }

            var file = Path.Combine(_folder, path);
            if (!await _misbehave(path, stream, _stop.Token))
            {
                await (File.Exists(file) ? AnswerAsync(stream, "200 OK", await File.ReadAllBytesAsync(file)) : AnswerAsync(stream, "404 Not Found", []));
            }
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or was not let in.
        }
    }
}

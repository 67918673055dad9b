using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Net.Client;

/// <summary>A channel over HTTP/2. Make one a server and keep it: connections are shared by all calls.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<IMethod, Uri> _uris = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly HttpMessageInvoker _invoker;
    private readonly bool _disposeInvoker;
    private readonly Uri _address;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        ThrowIfContradicting(address, options);
        _address = address;
        _disposeInvoker = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
        _invoker = options.HttpClient
            ?? new HttpMessageInvoker(options.HttpHandler ?? FedHub.Grpc.GrpcHttpHandler.Create(), disposeHandler: _disposeInvoker);
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        ThrowOperationCanceledOnCancellation = options.ThrowOperationCanceledOnCancellation;
        TimeProvider = options.ServiceProvider?.GetService<TimeProvider>() ?? TimeProvider.System;
    }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool ThrowOperationCanceledOnCancellation { get; }

    internal TimeProvider TimeProvider { get; }

    internal CancellationToken Closed => _closed.Token;

    internal bool IsClosed => _closed.IsCancellationRequested;

    /// <summary>Creates a channel to an <c>http</c> or <c>https</c> address. Does not connect.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel to an <c>http</c> or <c>https</c> address. Does not connect.</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    /// <summary>Creates a channel to an <c>http</c> or <c>https</c> address. Does not connect.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel to an <c>http</c> or <c>https</c> address. Does not connect.</summary>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc />
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new HttpCallInvoker(this);
    }

    /// <summary>Cancels the calls under way and closes the connections.</summary>
    public void Dispose()
    {
        if (IsClosed)
        {
            return;
        }

        // Not disposed after: calls that are ending still look at the token.
        _closed.Cancel();
        if (_disposeInvoker)
        {
            _invoker.Dispose();
        }
    }

    internal Uri UriOf(IMethod method) =>
        _uris.GetOrAdd(method, static (key, address) => new Uri(address, key.FullName), _address);

    // HttpClient would otherwise buffer the whole response, which a stream never ends.
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : _invoker.SendAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private static void ThrowIfContradicting(Uri address, GrpcChannelOptions options)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("The address must be absolute, with scheme http or https.", nameof(address));
        }

        if (options.HttpClient is not null && options.HttpHandler is not null)
        {
            throw new ArgumentException("HttpClient and HttpHandler have been configured. Only one HTTP caller can be specified.", nameof(options));
        }

        if (options.Credentials is { } credentials && credentials.IsSecure == address.Scheme is "http")
        {
            throw new InvalidOperationException($"The channel's credentials do not fit the scheme '{address.Scheme}' of its address.");
        }
    }
}

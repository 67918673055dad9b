using FedHub.Grpc.Wire;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>One call under way, with its messages.</summary>
internal sealed class ClientCall<TRequest, TResponse>(
    GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options) : ClientCall(channel, options)
    where TRequest : class
    where TResponse : class
{
    private StreamRequestContent? _streamContent;

    public Task<TResponse> RunUnaryAsync(TRequest request) => RunSingleAsync(CreateRequest(method, host, SingleContent(request)));

    public ClientStreamReader<TRequest, TResponse> RunServerStreaming(TRequest request)
    {
        _ = StartAsync(CreateRequest(method, host, SingleContent(request)));
        return new ClientStreamReader<TRequest, TResponse>(this);
    }

    public (ClientStreamWriter<TRequest> Writer, Task<TResponse> Response) RunClientStreaming()
    {
        var content = _streamContent = new StreamRequestContent(Token);
        var response = RunSingleAsync(CreateRequest(method, host, content));
        return (new ClientStreamWriter<TRequest>(this, method.RequestMarshaller, Channel.MaxSendMessageSize, content, response), response);
    }

    public (ClientStreamWriter<TRequest> Writer, ClientStreamReader<TRequest, TResponse> Reader) RunDuplex()
    {
        var content = _streamContent = new StreamRequestContent(Token);
        _ = StartAsync(CreateRequest(method, host, content));
        return (
            new ClientStreamWriter<TRequest>(this, method.RequestMarshaller, Channel.MaxSendMessageSize, content, response: null),
            new ClientStreamReader<TRequest, TResponse>(this));
    }

    /// <summary>The response's messages; null when the call has ended without a body.</summary>
    public async ValueTask<ResponseMessages?> OpenAsync()
    {
        var response = await ResponseAsync();
        if (response is null)
        {
            return null;
        }

        if (ResponseMetadata.FromHeaders(response) is { } outcome)
        {
            response.Dispose();
            End(outcome);
            return null;
        }

        return OpenBody(response);
    }

    public TResponse Parse(ResponseMessages messages) => messages.Parse(method.ResponseMarshaller);

    /// <summary>Ends a call whose response has been read to the end.</summary>
    public async ValueTask<CallOutcome> EndFromTrailersAsync()
    {
        var response = (await ResponseAsync())!;
        var outcome = ResponseMetadata.FromTrailers(response);
        response.Dispose();
        return End(outcome);
    }

    protected override void OnEnded(bool byServer) => _streamContent?.End(byServer);

    private SingleRequestContent<TRequest> SingleContent(TRequest request) =>
        new(request, method.RequestMarshaller, Channel.MaxSendMessageSize);

    // Never waits: the body is a stream of the connection already.
    private ResponseMessages OpenBody(HttpResponseMessage response) => new(response.Content.ReadAsStream(Token), Channel.MaxReceiveMessageSize);

    private async Task StartAsync(HttpRequestMessage request)
    {
        try
        {
            await SendAsync(request);
        }
#pragma warning disable CA1031 // Whatever the transport throws is the outcome of the call
        catch (Exception exception)
#pragma warning restore CA1031
        {
            End(exception);
        }
    }

    // Sends and reads in one method: of a unary call, each further state machine would be a measurable part.
    private async Task<TResponse> RunSingleAsync(HttpRequestMessage request)
    {
        CallOutcome outcome;
        try
        {
            using var response = await SendAsync(request);
            TResponse? message = null;
            if (ResponseMetadata.FromHeaders(response) is { } early)
            {
                outcome = early;
            }
            else
            {
                using var messages = OpenBody(response);
                while (await messages.MoveNextAsync(Token))
                {
                    message = message is null ? messages.Parse(method.ResponseMarshaller) : throw WireError.Internal("More than one response message received.");
                }

                // Trailers are there only after a read of nothing.
                outcome = ResponseMetadata.FromTrailers(response);
            }

            outcome = End(SingleOutcome(outcome, message is not null));
            if (outcome.Status.StatusCode == StatusCode.OK)
            {
                return message!;
            }
        }
#pragma warning disable CA1031 // Whatever goes wrong is the outcome of the call
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome = End(exception);
        }

        throw ToException(outcome);
    }

    private static CallOutcome SingleOutcome(CallOutcome outcome, bool hasMessage) =>
        hasMessage || outcome.Status.StatusCode != StatusCode.OK
            ? outcome
            : outcome with { Status = new Status(StatusCode.Internal, "Failed to deserialize response message: there was none.") };
}

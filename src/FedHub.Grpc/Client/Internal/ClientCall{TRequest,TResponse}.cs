using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>One call under way, with its messages.</summary>
internal sealed class ClientCall<TRequest, TResponse>(
    GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options) : ClientCall(channel, options)
    where TRequest : class
    where TResponse : class
{
    private StreamRequestContent? _streamContent;

    public Task<TResponse> RunUnaryAsync(TRequest request)
    {
        Send(method, host, new SingleRequestContent<TRequest>(request, method.RequestMarshaller, Channel.MaxSendMessageSize));
        return ReadSingleAsync();
    }

    public ClientStreamReader<TRequest, TResponse> RunServerStreaming(TRequest request)
    {
        Send(method, host, new SingleRequestContent<TRequest>(request, method.RequestMarshaller, Channel.MaxSendMessageSize));
        return new ClientStreamReader<TRequest, TResponse>(this);
    }

    public (ClientStreamWriter<TRequest> Writer, Task<TResponse> Response) RunClientStreaming()
    {
        var content = SendStream();
        var response = ReadSingleAsync();
        return (new ClientStreamWriter<TRequest>(this, method.RequestMarshaller, Channel.MaxSendMessageSize, content, response), response);
    }

    public (ClientStreamWriter<TRequest> Writer, ClientStreamReader<TRequest, TResponse> Reader) RunDuplex()
    {
        var content = SendStream();
        return (
            new ClientStreamWriter<TRequest>(this, method.RequestMarshaller, Channel.MaxSendMessageSize, content, response: null),
            new ClientStreamReader<TRequest, TResponse>(this));
    }

    /// <summary>The response's messages; null when the call has ended without a body.</summary>
    public async ValueTask<ResponseMessages?> OpenAsync(bool needsMessage = false)
    {
        var response = await ResponseAsync();
        if (response is null)
        {
            return null;
        }

        if (ResponseMetadata.FromHeaders(response) is { } outcome)
        {
            response.Dispose();
            End(needsMessage ? SingleOutcome(outcome, hasMessage: false) : outcome);
            return null;
        }

        return new ResponseMessages(await response.Content.ReadAsStreamAsync(Token), Channel.MaxReceiveMessageSize);
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

    private StreamRequestContent SendStream()
    {
        _streamContent = new StreamRequestContent(Token);
        Send(method, host, _streamContent);
        return _streamContent;
    }

    private async Task<TResponse> ReadSingleAsync()
    {
        CallOutcome outcome;
        try
        {
            var (message, ended) = await ReadMessageAsync();
            if (ended.Status.StatusCode == StatusCode.OK)
            {
                return message!;
            }

            outcome = ended;
        }
#pragma warning disable CA1031 // Whatever goes wrong is the outcome of the call
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome = End(exception);
        }

        throw ToException(outcome);
    }

    private async ValueTask<(TResponse? Message, CallOutcome Outcome)> ReadMessageAsync()
    {
        using var messages = await OpenAsync(needsMessage: true);
        if (messages is null)
        {
            return (null, Outcome!);
        }

        TResponse? message = null;
        while (await messages.MoveNextAsync(Token))
        {
            message = message is null ? Parse(messages) : throw FedHub.Grpc.Wire.WireError.Internal("More than one response message received.");
        }

        // Trailers are there only after a read of nothing.
        var response = (await ResponseAsync())!;
        var outcome = SingleOutcome(ResponseMetadata.FromTrailers(response), message is not null);
        response.Dispose();
        return (message, End(outcome));
    }

    private static CallOutcome SingleOutcome(CallOutcome outcome, bool hasMessage) =>
        hasMessage || outcome.Status.StatusCode != StatusCode.OK
            ? outcome
            : outcome with { Status = new Status(StatusCode.Internal, "Failed to deserialize response message: there was none.") };
}

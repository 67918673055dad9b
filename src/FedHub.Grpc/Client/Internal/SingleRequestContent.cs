using System.Net;
using System.Net.Http.Headers;
using FedHub.Grpc.Wire;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>A body of one message. Serialized when sent, so that the transport can send it again on another connection.</summary>
internal sealed class SingleRequestContent<TRequest> : HttpContent
{
    private static readonly MediaTypeHeaderValue _contentType = new(HeaderName.ContentType);

    private readonly TRequest _request;
    private readonly Marshaller<TRequest> _marshaller;
    private readonly int? _maxPayloadBytes;

    public SingleRequestContent(TRequest request, Marshaller<TRequest> marshaller, int? maxPayloadBytes)
    {
        _request = request;
        _marshaller = marshaller;
        _maxPayloadBytes = maxPayloadBytes;
        Headers.ContentType = _contentType;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var serialization = new PooledSerializationContext(_maxPayloadBytes);
        await stream.WriteAsync(serialization.Serialize(_request, _marshaller.ContextualSerializer), cancellationToken);
    }

    // A length would be one more header that no gRPC server looks at.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

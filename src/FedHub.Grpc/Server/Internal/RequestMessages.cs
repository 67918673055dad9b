using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using FedHub.Grpc.Wire;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Cuts the request body of a call into messages. One reader at a time.</summary>
internal sealed class RequestMessages(ServerCall call) : DeserializationContext
{
    private readonly PipeReader _reader = call.HttpContext.Request.BodyReader;
    private ReadOnlySequence<byte> _payload;
    private long _receivedBytes;

    /// <summary>Whether the client has half-closed and everything was read.</summary>
    public bool IsComplete { get; private set; }

    public override int PayloadLength => (int)_payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <summary>The next message; null at the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T?> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            while (!IsComplete)
            {
                var result = await _reader.ReadAsync(cancellationToken);
                if (TryTake(marshaller, result, out var message))
                {
                    return message;
                }

                if (result.IsCompleted)
                {
                    IsComplete = true;
                    return result.Buffer.IsEmpty ? null : throw WireError.Internal("Incomplete message.");
                }
            }

            return null;
        }
        catch (IOException exception)
        {
            // Kestrel's words for a reset stream or a lost connection, from reading as from advancing.
            call.IsClientGone = true;
            throw new OperationCanceledException("The client has gone away.", exception);
        }
    }

    /// <summary>The one message of a unary or server-streaming call, after which the client must half-close.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> ReadSingleAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        var message = await ReadAsync(marshaller, cancellationToken)
            ?? throw WireError.Internal("Incomplete message.");
        return IsComplete || await ReadAsync(marshaller, cancellationToken) is null
            ? message
            : throw WireError.Internal("Additional data after the message received.");
    }

    private bool TryTake<T>(Marshaller<T> marshaller, ReadResult result, [NotNullWhen(true)] out T? message)
        where T : class
    {
        var buffer = result.Buffer;
        if (!MessageFrame.TryRead(ref buffer, call.Settings.MaxReceiveBytes, out _payload))
        {
            // Saying what was examined lets Kestrel open the window for messages that are larger than it.
            _reader.AdvanceTo(buffer.Start, buffer.End);
            message = null;
            return false;
        }

        Count(_payload.Length);
        message = Parse(marshaller);
        _reader.AdvanceTo(buffer.Start);
        IsComplete = result.IsCompleted && buffer.IsEmpty;
        call.Touch();
        return true;
    }

    private void Count(long payloadBytes)
    {
        _receivedBytes += payloadBytes;
        if (call.Settings.IsRequestStream && _receivedBytes > call.Limits?.MaxReceivedBytes)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "The stream has used up its bytes."));
        }
    }

    private T Parse<T>(Marshaller<T> marshaller)
        where T : class
    {
        try
        {
            return marshaller.ContextualDeserializer(this);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw WireError.Internal("Failed to deserialize request message.", exception);
        }
    }
}

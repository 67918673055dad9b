using System.Buffers;
using System.Runtime.CompilerServices;
using FedHub.Grpc.Wire;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Cuts a response body into messages. Used by one reader at a time, which also disposes it.</summary>
internal sealed class ResponseMessages(Stream body, int? maxPayloadBytes) : DeserializationContext, IDisposable
{
    private const int FirstBytes = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _start;
    private int _end;
    private ReadOnlyMemory<byte> _payload;

    public override int PayloadLength => _payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(_payload);

    /// <summary>Reads the next message; false at the end of the body.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        while (!TryTake())
        {
            var count = await body.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (count == 0)
            {
                return _start == _end ? false : throw WireError.Internal("Incomplete message.");
            }

            _end += count;
        }

        return true;
    }

    public T Parse<T>(Marshaller<T> marshaller)
    {
        try
        {
            return marshaller.ContextualDeserializer(this);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw WireError.Internal("Failed to deserialize response message.", exception);
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _payload = default;
        _start = _end = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool TryTake()
    {
        var available = _end - _start;
        if (available < MessageFrame.HeaderBytes)
        {
            MakeRoom(MessageFrame.HeaderBytes);
            return false;
        }

        var length = MessageFrame.ReadHeader(_buffer.AsSpan(_start), maxPayloadBytes);
        if (available - MessageFrame.HeaderBytes < length)
        {
            MakeRoom(length);
            return false;
        }

        _payload = _buffer.AsMemory(_start + MessageFrame.HeaderBytes, length);
        _start += MessageFrame.HeaderBytes + length;
        return true;
    }

    // Doubles at most: a peer has to send bytes before it makes us hold more of them.
    private void MakeRoom(int payloadBytes)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        var wanted = Math.Min((long)payloadBytes + MessageFrame.HeaderBytes, _buffer.Length * 2L);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, Array.MaxLength));
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

using System.Buffers;
using Grpc.Core;

namespace FedHub.Grpc.Wire;

/// <summary>Serializes one message, with its frame header, into a rented array.</summary>
internal sealed class PooledSerializationContext(int? maxPayloadBytes) : SerializationContext, IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 256;

    private byte[] _buffer = [];
    private int _end;
    private bool _completed;

    /// <summary>Header and payload; valid until the next message or <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Frame => _buffer.AsMemory(0, _end);

    public ReadOnlyMemory<byte> Serialize<T>(T message, Action<T, SerializationContext> serializer)
    {
        _end = MessageFrame.HeaderBytes;
        _completed = false;
        serializer(message, this);
        if (!_completed)
        {
            throw new InvalidOperationException("The serializer did not complete the message.");
        }

        ThrowIfOver(_end - MessageFrame.HeaderBytes);
        Reserve(0);
        MessageFrame.WriteHeader(_buffer, _end - MessageFrame.HeaderBytes);
        return Frame;
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ThrowIfOver(payloadLength);
        Reserve(payloadLength);
    }

    public override IBufferWriter<byte> GetBufferWriter() => this;

    public override void Complete() => _completed = true;

    public override void Complete(byte[] payload)
    {
        this.Write(payload);
        _completed = true;
    }

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _end = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _end >= count && _buffer.Length > 0)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(_end + count, FirstBytes), (int)Math.Min(_buffer.Length * 2L, Array.MaxLength)));
        _buffer.AsSpan(0, Math.Min(_end, _buffer.Length)).CopyTo(larger);
        var old = _buffer;
        _buffer = larger;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private void ThrowIfOver(int payloadBytes)
    {
        if (payloadBytes > maxPayloadBytes)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        }
    }
}

using System.Buffers;
using System.IO.Pipelines;
using FedHub.Grpc.Wire;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Serializes one message with its frame header straight into the response; into memory first if its length is not announced.</summary>
internal sealed class PipeSerializationContext(PipeWriter pipe, int? maxPayloadBytes) : SerializationContext, IBufferWriter<byte>
{
    private ArrayBufferWriter<byte>? _unannounced;
    private int? _announcedBytes;
    private int _writtenBytes;
    private bool _completed;

    /// <summary>Whether anything was written to the response.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether a frame was begun in the response and not ended.</summary>
    public bool IsBroken => _announcedBytes is not null && (!_completed || _writtenBytes != _announcedBytes);

    public void Serialize<T>(T message, Action<T, SerializationContext> serializer)
    {
        serializer(message, this);
        if (!_completed || IsBroken)
        {
            throw new InvalidOperationException("The serializer did not write the message that it announced.");
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        if (_announcedBytes is not null || _unannounced is not null)
        {
            throw new InvalidOperationException("The length of the message must be announced once and first.");
        }

        WriteHeader(payloadLength);
        _announcedBytes = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter() => _announcedBytes is null ? _unannounced ??= new ArrayBufferWriter<byte>() : this;

    public override void Complete()
    {
        if (_unannounced is not null)
        {
            Complete(_unannounced.WrittenSpan);
        }
        else if (_announcedBytes is null)
        {
            Complete(ReadOnlySpan<byte>.Empty);
        }

        _completed = true;
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (_announcedBytes is null)
        {
            Complete(payload.AsSpan());
        }
        else
        {
            this.Write(payload);
        }

        _completed = true;
    }

    public void Advance(int count)
    {
        pipe.Advance(count);
        _writtenBytes += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => pipe.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => pipe.GetSpan(sizeHint);

    private void Complete(ReadOnlySpan<byte> payload)
    {
        WriteHeader(payload.Length);
        pipe.Write(payload);
    }

    private void WriteHeader(int payloadBytes)
    {
        if (payloadBytes > maxPayloadBytes)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        }

        MessageFrame.WriteHeader(pipe.GetSpan(MessageFrame.HeaderBytes), payloadBytes);
        pipe.Advance(MessageFrame.HeaderBytes);
        HasBegun = true;
    }
}

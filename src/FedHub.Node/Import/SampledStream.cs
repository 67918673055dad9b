namespace FedHub.Node.Import;

/// <summary>A stream whose beginning was looked at and is read again.</summary>
internal sealed class SampledStream : Stream
{
    private readonly Stream _inner;
    private readonly byte[] _sample;
    private int _next;

    private SampledStream(Stream inner, byte[] sample)
    {
        _inner = inner;
        _sample = sample;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    internal ReadOnlyMemory<byte> Sample => _sample;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => TakeSample(buffer) is var taken and > 0 ? taken : _inner.Read(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        TakeSample(buffer.Span) is var taken and > 0 ? ValueTask.FromResult(taken) : _inner.ReadAsync(buffer, cancellationToken);

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Reads the sample; the inner stream stays the caller's.</summary>
    internal static async Task<SampledStream> ReadAsync(Stream inner, CancellationToken cancellationToken)
    {
        var buffer = new byte[TextEncodingCheck.SampleSize];
        var read = await inner.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return new SampledStream(inner, buffer[..read]);
    }

    private int TakeSample(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, _sample.Length - _next);
        _sample.AsSpan(_next, length).CopyTo(buffer);
        _next += length;
        return length;
    }
}

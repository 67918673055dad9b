namespace FedHub.Federation.Tests.Support;

/// <summary>A file that is read up to a place and then stands still, as a source does that has no more to give yet: it neither ends nor fails.</summary>
/// <param name="path">The file.</param>
/// <param name="held">Bytes that can be read.</param>
internal sealed class HeldFile(string path, long held) : FileStream(path, FileMode.Open, FileAccess.Read)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = held - Position;
        if (left <= 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return await base.ReadAsync(buffer[..(int)Math.Min(left, buffer.Length)], cancellationToken);
    }
}

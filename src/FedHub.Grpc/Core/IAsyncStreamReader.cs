namespace Grpc.Core;

/// <summary>Reads the messages of a stream, one after the other.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> read.</summary>
    T Current { get; }

    /// <summary>Reads the next message; false at the end of the stream. Cancelling the token cancels the call.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}

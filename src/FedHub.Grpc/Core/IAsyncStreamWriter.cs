namespace Grpc.Core;

/// <summary>Writes the messages of a stream, one at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How to write the following messages; null for the default.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes one message. A second write must wait for the first one's task.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes one message. Cancelling the token cancels the call.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            throw new NotSupportedException("Cancellation of stream writes is not supported by this gRPC implementation.");
        }

        return WriteAsync(message);
    }
}

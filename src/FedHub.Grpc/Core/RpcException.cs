namespace Grpc.Core;

/// <summary>A call that ended with another status than OK: thrown at the caller, or by a handler to choose the status.</summary>
public class RpcException : Exception
{
    /// <summary>Ends a call with <paramref name="status"/>.</summary>
    public RpcException(Status status)
        : this(status, Metadata.Empty, status.ToString())
    {
    }

    /// <summary>Ends a call with <paramref name="status"/>; <paramref name="message"/> is for local logs.</summary>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Ends a call with <paramref name="status"/> and <paramref name="trailers"/>.</summary>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Ends a call with <paramref name="status"/> and <paramref name="trailers"/>; <paramref name="message"/> is for local logs.</summary>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>The status of the call.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The trailing metadata of the call, among it <c>grpc-status-details-bin</c> when the server sent it.</summary>
    public Metadata Trailers { get; }
}

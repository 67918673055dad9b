namespace Grpc.Core;

/// <summary>Writes the responses of a streaming handler.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}

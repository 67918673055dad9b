namespace Grpc.AspNetCore.Server.Internal;

internal static class Disposal
{
    public static ValueTask DisposeAsync(object target)
    {
        if (target is IAsyncDisposable asynchronous)
        {
            return asynchronous.DisposeAsync();
        }

        (target as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}

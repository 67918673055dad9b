using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Hub.Tests;

/// <summary>Short forms for calls in tests, each with a timeout.</summary>
internal static class Calls
{
    /// <summary>The next message of a stream.</summary>
    public static async Task<T> NextAsync<T>(this IAsyncStreamReader<T> reader)
    {
        (await reader.MoveNext(CancellationToken.None).WaitAsync(TestHub.Patience)).ShouldBeTrue("the stream ended early");
        return reader.Current;
    }

    /// <summary>The next message that is no checkpoint to cosign: those come by the clock.</summary>
    public static async Task<OpenDeliveriesResponse> NextDeliveryAsync(this IAsyncStreamReader<OpenDeliveriesResponse> reader)
    {
        while (true)
        {
            if (await reader.NextAsync() is { DeliveryCase: not OpenDeliveriesResponse.DeliveryOneofCase.Checkpoint } delivery)
            {
                return delivery;
            }
        }
    }

    /// <summary>All messages to the end of a stream.</summary>
    public static async Task<List<T>> ToEndAsync<T>(this IAsyncStreamReader<T> reader)
    {
        var all = new List<T>();
        while (await reader.MoveNext(CancellationToken.None).WaitAsync(TestHub.Patience))
        {
            all.Add(reader.Current);
        }

        return all;
    }

    /// <summary>The place of the entry that a proof is about.</summary>
    public static ulong Index(this Contracts.Exchange.V1.LogProof message) =>
        LogProofCodec.TryRead(message, out var proof) ? (ulong)proof.Receipt.Index : throw new InvalidOperationException("Not a proof.");

    /// <summary>The refusal that a call ended with.</summary>
    public static async Task<Refusal> RefusalOfAsync(Func<Task> call)
    {
        var failed = await Should.ThrowAsync<RpcException>(call().WaitAsync(TestHub.Patience));
        RpcErrors.TryRead(failed, out var refusal).ShouldBeTrue($"no detail with {failed.StatusCode}: {failed.Status.Detail}");
        return refusal!;
    }
}

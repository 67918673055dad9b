using System.Collections.Concurrent;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The open delivery streams, at most one a member: the newest.</summary>
internal sealed class DeliveryStreams(TimeProvider clock, HubLimits limits)
{
    private static readonly Refusal _replaced = new(ErrorCode.Unavailable, "A newer stream of this member took over.");

    private readonly ConcurrentDictionary<MemberId, DeliveryStream> _open = new();

    internal int Count => _open.Count;

    /// <summary>Opens a stream and closes the member's older one.</summary>
    internal DeliveryStream Open(MemberId member)
    {
        var stream = new DeliveryStream(member, clock.GetUtcNow(), limits.StreamBacklog);
        DeliveryStream? older = null;
        _open.AddOrUpdate(member, stream, (_, held) =>
        {
            older = held;
            return stream;
        });
        older?.Close(_replaced);
        return stream;
    }

    /// <summary>Forgets a stream, unless a newer one has its place.</summary>
    internal void Remove(DeliveryStream stream) => _open.TryRemove(KeyValuePair.Create(stream.Member, stream));

    internal DeliveryStream? Find(MemberId member) => _open.GetValueOrDefault(member);

    internal bool IsOpen(MemberId member) => _open.ContainsKey(member);

    internal void Enqueue(MemberId member, Delivery delivery) => Find(member)?.Enqueue(delivery);

    internal void EnqueueAll(Delivery delivery)
    {
        foreach (var stream in _open.Values)
        {
            stream.Enqueue(delivery);
        }
    }
}

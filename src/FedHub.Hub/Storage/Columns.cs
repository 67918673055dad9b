using FedHub.Cryptography.Match;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>Domain values as columns and back. What is read back was written by this process's like: anything else is damage.</summary>
internal static class Columns
{
    internal static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    internal static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    internal static QueryId QueryId(byte[] bytes) =>
        Cryptography.Match.QueryId.TryFromBytes(bytes, out var id) ? id : throw new InvalidDataException("The store holds a query id that is none.");

    internal static SlotId Slot(string member, string collection, long identifierClass) =>
        new(MemberId.Parse(member), CollectionName.Parse(collection), (IdentifierClass)identifierClass);

    internal static LogReceipt Receipt(long index, byte[] leaf) => new(index, Digest.FromBytes(leaf), IsNew: false);
}

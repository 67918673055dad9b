using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using FedHub.Node.HubLink;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.AnswerLog;

/// <summary>
/// Refusals that were given, so that the same refusal of the same query is given again in the same bytes: a redelivery makes no second entry
/// in the log. A refusal binds nobody: once its reason is gone, the query may be answered. Writing ones run inside a writer's job.
/// </summary>
internal static class RefusalTable
{
    // Longer than anything that is delivered again lives.
    private static readonly TimeSpan _keep = ProtocolLimits.WaitingLifetime + TimeSpan.FromDays(1);

    /// <summary>Names a refusal.</summary>
    /// <param name="matter">Of what.</param>
    /// <param name="slot">Encoded; empty for a disclosure request.</param>
    /// <param name="refusal">Why.</param>
    internal static byte[] EventOf(AnsweredMatter matter, ReadOnlySpan<byte> slot, Refusal refusal)
    {
        Span<byte> numbers = stackalloc byte[sizeof(int) + sizeof(ulong)];
        BinaryPrimitives.WriteInt32BigEndian(numbers, (int)refusal.Code);
        BinaryPrimitives.WriteUInt64BigEndian(numbers[sizeof(int)..], refusal.HeldVersion);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(numbers);
        hash.AppendData(matter.Digest.AsSpan());
        hash.AppendData(matter.QueryId.ToArray());
        hash.AppendData(Encoding.ASCII.GetBytes(matter.Origin.ToString()));
        hash.AppendData(slot);
        return hash.GetHashAndReset();
    }

    /// <summary>The refusal as it was given; null when it was not.</summary>
    internal static SealedMessage? Find(SqliteConnection connection, byte[] name) =>
        connection.QuerySingleOrDefault<byte[]>("SELECT message FROM given_refusal WHERE event = @name", new { name }) is { } bytes
            ? SealedMessageCodec.DecodeAnswers(bytes)[0]
            : null;

    internal static void Put(SqliteConnection connection, byte[] name, SealedMessage message, DateTimeOffset now) => connection.Execute(
        "INSERT INTO given_refusal (event, message, given_at) VALUES (@name, @message, @now)",
        new { name, message = SealedMessageCodec.EncodeAnswers([message]), now = now.ToUnixTimeMilliseconds() });

    /// <summary>Forgets those that nothing can ask for again.</summary>
    internal static void Prune(SqliteConnection connection, DateTimeOffset now) =>
        connection.Execute("DELETE FROM given_refusal WHERE given_at < @before", new { before = (now - _keep).ToUnixTimeMilliseconds() });
}

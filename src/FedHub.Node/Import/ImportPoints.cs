using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FedHub.Cryptography;
using FedHub.Node.Keys;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Import;

/// <summary>Keeps the point of each import beside the records, in the same commits. Encrypted: a value of a change column may tell when something happened.</summary>
internal sealed class ImportPoints(NodeDatabase database, NodeKeys keys, TimeProvider time) : IDisposable
{
    // Whoever comes back later than this means to import anew.
    private static readonly TimeSpan _linesAreKept = TimeSpan.FromDays(7);

    private readonly SymmetricKey _key = keys.DeriveKey("import points");

    public void Dispose() => _key.Dispose();

    /// <summary>What a point is found by: the mapping, where records go under it, and the source's name.</summary>
    internal static byte[] KeyOf(ImportMapping mapping, string source)
    {
        var routes = string.Join(',', mapping.Routes.Select(route => $"{route.Key.ToToken()}:{route.Value}").Order(StringComparer.Ordinal));
        var withdraws = mapping.Constants.ContainsKey(RecordSchema.Withdrawn);
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{routes}\n{withdraws}\n{mapping.Text}"));
    }

    /// <summary>The point of an import; null when it has none.</summary>
    internal async Task<ImportPoint?> FindAsync(byte[] key, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query(
                "SELECT sealed_point, updated_at_ms FROM import_point WHERE source_ref = $key", row => (Sealed: row.Blob(0), At: row.GetInt64(1)), ("$key", key)),
            cancellationToken);
        if (rows is not [var found] || Open(key, found.Sealed) is not { } point)
        {
            return null;
        }

        var isFresh = DateTimeOffset.FromUnixTimeMilliseconds(found.At) > time.GetUtcNow() - _linesAreKept;
        return isFresh ? point : point with { Line = 0 };
    }

    /// <summary>Keeps a point, in the commit of the batch that it stands for.</summary>
    internal void Save(SqliteConnection connection, byte[] key, ImportPoint point) => connection.Execute(
        "INSERT INTO import_point VALUES ($key, $point, $now) ON CONFLICT (source_ref) DO UPDATE SET sealed_point = excluded.sealed_point, updated_at_ms = excluded.updated_at_ms",
        ("$key", key),
        ("$point", Seal(key, point)),
        ("$now", time.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>Forgets the line of an import that was read to its end, and all of it where no change column has a value to go on from.</summary>
    internal void Finish(SqliteConnection connection, byte[] key, ImportPoint point)
    {
        if (point.Change is null)
        {
            connection.Execute("DELETE FROM import_point WHERE source_ref = $key", ("$key", key));
        }
        else
        {
            Save(connection, key, point with { Line = 0 });
        }
    }

    private byte[] Seal(byte[] key, ImportPoint point)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("line", point.Line);
            json.WriteBase64String("digest", point.Digest.AsSpan());
            json.WriteString("change", point.Change);
            json.WriteEndObject();
        }

        return _key.Encrypt(buffer.WrittenSpan, key);
    }

    /// <summary>Null for one that cannot be read: starting over is right, only slower.</summary>
    private ImportPoint? Open(byte[] key, byte[] sealedPoint)
    {
        if (!_key.TryDecrypt(sealedPoint, key, out var bytes))
        {
            return null;
        }

        using var json = JsonDocument.Parse(bytes);
        var root = json.RootElement;
        return new ImportPoint(
            root.GetProperty("line").GetInt64(), Digest.FromBytes(root.GetProperty("digest").GetBytesFromBase64()), root.GetProperty("change").GetString());
    }
}

using System.Text.Json.Nodes;

namespace FedHub.Transparency.Tests;

/// <summary>Logs that the product wrote into folders, at the sizes where tiles begin and end.</summary>
public sealed class WrittenLogs : IDisposable
{
    private static readonly int[] _sizes = [1, 2, 255, 256, 257, 65_535, 65_536, 65_537, 70_000];

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<int> Sizes => [.. _sizes];

    public static TheoryData<int> SmallSizes => [.. _sizes.Where(size => size < 1000)];

    public void Dispose() => _directory.Dispose();

    /// <summary>The folder with the log of this size, written when first asked for. A test that alters it puts it back.</summary>
    internal async Task<(string Path, LogFolder Folder, SignedCheckpoint Checkpoint)> GetAsync(int size)
    {
        var path = _directory.File($"log-{size}");
        var folder = new LogFolder(path, FileDurability.None);
        if (!Directory.Exists(path))
        {
            var (writer, _) = await LogFolderWriter.OpenAsync(folder, TestLogs.Signer, CancellationToken.None);
            for (var i = 0; i < size; i++)
            {
                writer!.Append(TestLogs.Entry(i));
            }

            _ = writer!.Publish();
        }

        SignedCheckpoint.TryParse((await folder.ReadCheckpointAsync(CancellationToken.None))!.Value.Span, out var checkpoint).ShouldBeTrue();
        checkpoint!.Head.Size.ShouldBe(size);
        return (path, folder, checkpoint);
    }

    internal static JsonArray Base64(IEnumerable<Cryptography.Digest> hashes) => [.. hashes.Select(hash => (JsonNode)Base64(hash)!)];

    internal static string Base64(Cryptography.Digest hash) => Convert.ToBase64String(hash.AsSpan());

    /// <summary>Places at both ends and where tiles meet.</summary>
    internal static IEnumerable<int> Places(int size) =>
        ((int[])[0, 1, 127, 254, 255, 256, 257, 511, 65_279, 65_280, 65_534, 65_535, 65_536, 65_537, 69_999, size / 2, size - 1])
        .Where(index => index < size).Distinct();
}

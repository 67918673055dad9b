using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Monitoring;

/// <summary>Keeps what proves that something is wrong, durably, before anything else is done. Beside a monitor's state, and in an auditor's copy.</summary>
internal sealed class EvidenceFolder(string path, TimeProvider time)
{
    /// <summary>Writes files into a folder of their own, named by the time.</summary>
    /// <returns>The folder that was made.</returns>
    public string Write(string kind, params (string Name, byte[] Content)[] files) =>
        WriteNamed(FormattableString.Invariant($"{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{kind}"), files);

    /// <summary>The files about two checkpoints that contradict each other.</summary>
    public string WriteFork(ForkEvidence evidence) => Write(
        "fork", ("fork-evidence", evidence.ToBytes()), ("checkpoint-1", evidence.First.ToBytes()), ("checkpoint-2", evidence.Second.ToBytes()));

    /// <summary>Two checkpoints of which the later seen is the smaller. One folder for each such, however often it is seen.</summary>
    public string WriteOlder(SignedCheckpoint held, SignedCheckpoint served) => WriteNamed(
        FormattableString.Invariant($"older-{served.Head.Size}-{served.Head.Root.ToString()[..16]}"), ("checkpoint-held", held.ToBytes()), ("checkpoint-served", served.ToBytes()));

    /// <summary>A checkpoint whose signature is not right. One folder for each, however often it is seen.</summary>
    public string WriteUnsigned(ReadOnlyMemory<byte> served) => WriteNamed("unsigned-" + Digest.Of(served.Span).ToString()[..16], ("checkpoint-served", served.ToArray()));

    private string WriteNamed(string name, params (string Name, byte[] Content)[] files)
    {
        var folder = Path.Combine(Path.GetFullPath(path), "evidence", name);
        DurableDirectory.Create(folder);
        foreach (var (file, content) in files)
        {
            DurableFile.TryWrite(Path.Combine(folder, file), content, overwrite: true);
        }

        return Path.Combine(path, "evidence", name);
    }
}

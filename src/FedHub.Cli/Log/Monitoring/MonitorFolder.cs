using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Monitoring;

/// <summary>A monitor's folder: the state file, and evidence if there ever is any.</summary>
internal sealed class MonitorFolder(string path, TimeProvider time)
{
    private string StateFile => Path.Combine(path, "monitor.state");

    /// <summary>What was seen; null before the first round.</summary>
    /// <exception cref="CliFailureException">The file is damaged: it is not set back unasked.</exception>
    public MonitorState? Load()
    {
        if (!File.Exists(StateFile))
        {
            return null;
        }

        return MonitorState.TryParse(File.ReadAllBytes(StateFile), out var state)
            ? state
            : throw CliFailureException.Usage(
                "The monitor's state is damaged", "Restore it from a backup. Begin anew in another folder only if you can compare with a checkpoint that somebody else kept.");
    }

    public void Save(MonitorState state)
    {
        DurableDirectory.Create(Path.GetFullPath(path));
        DurableFile.TryWrite(StateFile, state.ToBytes(), overwrite: true);
    }

    /// <summary>Keeps what proves that something is wrong, durably, before anything else is done.</summary>
    /// <returns>The folder that was made.</returns>
    public string WriteEvidence(string kind, params (string Name, byte[] Content)[] files) =>
        WriteNamed(FormattableString.Invariant($"{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{kind}"), files);

    /// <summary>The files about two checkpoints that contradict each other.</summary>
    public string WriteFork(ForkEvidence evidence) => WriteEvidence(
        "fork", ("fork-evidence", evidence.ToBytes()), ("checkpoint-1", evidence.First.ToBytes()), ("checkpoint-2", evidence.Second.ToBytes()));

    /// <summary>Two checkpoints of which the later seen is the smaller. One folder for each such, however often it is seen.</summary>
    public string WriteOlder(SignedCheckpoint held, SignedCheckpoint served) => WriteNamed(
        FormattableString.Invariant($"older-{served.Head.Size}-{served.Head.Root.ToString()[..16]}"), ("checkpoint-held", held.ToBytes()), ("checkpoint-served", served.ToBytes()));

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

using FedHub.Cryptography;

namespace FedHub.Cli.Log.Monitoring;

/// <summary>A monitor's folder: the state file, and evidence if there ever is any.</summary>
internal sealed class MonitorFolder(string path, TimeProvider time)
{
    /// <summary>Where evidence goes, if there ever is any.</summary>
    public EvidenceFolder Evidence { get; } = new(path, time);

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
}

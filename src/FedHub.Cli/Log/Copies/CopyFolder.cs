using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Copies;

/// <summary>
/// The files of a copy: <c>checkpoint</c>, <c>tile/</c> and <c>openings/</c> as a log serves them, and beside them <c>verified.state</c>, <c>index.db</c>,
/// <c>incoming/</c> for what is fetched and not yet verified, and <c>fetch.lock</c>.
/// </summary>
internal sealed class CopyFolder(string path)
{
    public string Root { get; } = Path.GetFullPath(path);

    public string CheckpointFile => Path.Combine(Root, "checkpoint");

    public string IndexFile => Path.Combine(Root, "index.db");

    public string Incoming => Path.Combine(Root, "incoming");

    public string Openings => Path.Combine(Root, "openings");

    public bool HasCheckpoint => File.Exists(CheckpointFile);

    public bool HasOpenings => Directory.Exists(Openings);

    private string StateFile => Path.Combine(Root, "verified.state");

    /// <summary>Keeps others from fetching into the copy until it is disposed of; a process that is killed lets go too.</summary>
    /// <exception cref="CliFailureException">Another one is at it.</exception>
    public FileStream Lock()
    {
        DurableDirectory.Create(Root);
        try
        {
            return new FileStream(Path.Combine(Root, "fetch.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new CliFailureException(
                ExitCode.Usage, "Another fedhub log fetch works on this copy", exception.Message, "Wait until it has ended, or fetch into another folder.", exception);
        }
    }

    /// <summary>What the copy holds.</summary>
    /// <exception cref="CliFailureException">Its files cannot be read as what they are.</exception>
    public HeldCopy Load()
    {
        if (!HasCheckpoint)
        {
            return HeldCopy.Nothing;
        }

        if (!SignedCheckpoint.TryParse(File.ReadAllBytes(CheckpointFile), out var checkpoint))
        {
            throw CliFailureException.Usage("The copy's checkpoint is damaged", "Fetch into another folder.");
        }

        var state = LogVerifierState.Start;
        if (File.Exists(StateFile) && !LogVerifierState.TryParse(File.ReadAllBytes(StateFile), out state))
        {
            throw CliFailureException.Usage("The copy's state is damaged", "Fetch into another folder.");
        }

        // A state that is not of this checkpoint is no base for saying that a log was altered: all is read again.
        var isBehind = state.Head.Size < checkpoint.Head.Size;
        return new HeldCopy(checkpoint, isBehind || state.Head == checkpoint.Head ? state : LogVerifierState.Start);
    }

    public void SaveCheckpoint(SignedCheckpoint checkpoint) => DurableFile.TryWrite(CheckpointFile, checkpoint.ToBytes(), overwrite: true);

    public void SaveState(LogVerifierState state) => DurableFile.TryWrite(StateFile, state.ToBytes(), overwrite: true);
}

using FedHub.Protocol;

namespace FedHub.Node.Storage;

/// <summary>Keeps a second process from writing to the same data directory. The system drops it when the process dies.</summary>
public sealed class NodeLock : IDisposable
{
    private readonly FileStream _file;

    private NodeLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="FedHubException">Another process holds it.</exception>
    public static NodeLock Take(NodeDirectoryLayout layout)
    {
        try
        {
            // FileShare.None is an advisory lock on the open file, which goes with the process: no stale lock survives a kill.
            return new NodeLock(new FileStream(layout.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException and not FileNotFoundException)
        {
            throw new FedHubException(
                ErrorCode.FailedPrecondition,
                "Another process works on this node's data directory. Stop it, or use the commands that talk to the running node.");
        }
    }

    /// <summary>Gives the lock up.</summary>
    public void Dispose() => _file.Dispose();
}

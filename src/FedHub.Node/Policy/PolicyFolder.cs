using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>Policy files on disk: a folder of them, or one.</summary>
public static class PolicyFolder
{
    /// <summary>Largest text of all files together.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>Reads the files <c>*.yaml</c> of a folder, or one file.</summary>
    /// <exception cref="FedHubException">A file is wrong (the message names file, line and column), or there is none.</exception>
    public static PolicySet Read(string path) => PolicySet.Read(ReadTexts(path));

    /// <summary>The texts by file name, unread.</summary>
    /// <exception cref="FedHubException">There are none, or they are too long.</exception>
    public static IReadOnlyDictionary<string, string> ReadTexts(string path)
    {
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml") : File.Exists(path) ? [path] : [];
        if (files.Length == 0)
        {
            throw new FedHubException(
                ErrorCode.FailedPrecondition, $"There is no policy in {Path.GetFileName(path)}: it takes files named COLLECTION.yaml. `fedhub node init` writes the default ones to policy/.");
        }

        if (files.Sum(file => new FileInfo(file).Length) > MaxBytes)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The policy files are longer than 512 KiB together.");
        }

        return files.ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);
    }
}

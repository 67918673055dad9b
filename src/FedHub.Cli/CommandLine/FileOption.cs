using System.CommandLine;

namespace FedHub.Cli.CommandLine;

/// <summary>Options that name existing files.</summary>
internal static class FileOption
{
    public static Option<FileInfo> Required(string name, string description)
    {
        var option = new Option<FileInfo>(name) { Description = description, Required = true };
        option.AcceptExistingOnly();
        return option;
    }
}

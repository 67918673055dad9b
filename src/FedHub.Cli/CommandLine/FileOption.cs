using System.CommandLine;

namespace FedHub.Cli.CommandLine;

/// <summary>Options that name existing files.</summary>
internal static class FileOption
{
    public static Option<FileInfo> Required(string name, string description) => Existing(name, description, required: true);

    public static Option<FileInfo> Optional(string name, string description) => Existing(name, description, required: false);

    private static Option<FileInfo> Existing(string name, string description, bool required)
    {
        var option = new Option<FileInfo>(name) { Description = description, Required = required };
        option.AcceptExistingOnly();
        return option;
    }
}

using FedHub.Protocol;
using YamlDotNet.Core;

namespace FedHub.Node.Configuration;

/// <summary>A scalar of a YAML file and where it stands.</summary>
/// <param name="File">Name for messages.</param>
/// <param name="Value">Text.</param>
/// <param name="At">Where.</param>
internal sealed record YamlText(string File, string Value, Mark At)
{
    /// <summary>An error at this place: file, line and column from 1.</summary>
    internal FedHubException Wrong(string reason) => YamlMapping.Error(File, At, reason);
}

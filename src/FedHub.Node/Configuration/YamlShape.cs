using FedHub.Protocol;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FedHub.Node.Configuration;

/// <summary>
/// What a file must not be before it is loaded as a tree: the loader calls itself for each level and each alias, and a file comes over a call.
/// </summary>
internal static class YamlShape
{
    private const int MaxDepth = 12;
    private const int MaxEvents = 100_000;

    /// <summary>Reads the file as events.</summary>
    /// <exception cref="FedHubException">It is nested too deeply, too long, or uses aliases.</exception>
    /// <exception cref="YamlException">It is not YAML.</exception>
    internal static void Check(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        for (var count = 0; parser.MoveNext(); count++)
        {
            var current = parser.Current!;
            depth += current.NestingIncrease;
            if (depth > MaxDepth)
            {
                throw YamlMapping.Error(file, current.Start, "nested too deeply");
            }

            if (current is AnchorAlias)
            {
                throw YamlMapping.Error(file, current.Start, "aliases are not taken; write it out");
            }

            if (count > MaxEvents)
            {
                throw YamlMapping.Error(file, current.Start, "the file is too long");
            }
        }
    }
}

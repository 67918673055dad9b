using System.Globalization;
using FedHub.Protocol;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FedHub.Node.Configuration;

/// <summary>A mapping of a YAML file, read strictly: what nobody asked for is an error, with line and column.</summary>
internal sealed class YamlMapping
{
    private const int MaxDepth = 32;

    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private YamlMapping(string file, YamlNode node)
    {
        _file = file;
        _node = node as YamlMappingNode ?? throw Error(file, node.Start, "expected a mapping, `key: value`");
    }

    /// <summary>All entries, for mappings whose keys are data.</summary>
    internal IReadOnlyList<(YamlText Key, YamlText Value)> Entries => [.. _node.Children.Select(child => (ToText(child.Key), ToText(child.Value)))];

    /// <summary>Reads a file of one document.</summary>
    /// <exception cref="FedHubException">It is not YAML, or not one mapping.</exception>
    internal static YamlMapping Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            RejectDeep(file, text);
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            var reason = exception.Message.Contains("Duplicate key", StringComparison.OrdinalIgnoreCase) ? "a key stands twice" : "not valid YAML";
            throw Error(file, exception.Start, reason);
        }

        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The library's words for some broken texts, such as one with a stray byte order mark or an anchor of itself.
            throw new FedHubException(ErrorCode.InvalidInput, $"{file}: not valid YAML.");
        }

        return stream.Documents.Count == 1
            ? new YamlMapping(file, stream.Documents[0].RootNode)
            : throw new FedHubException(ErrorCode.InvalidInput, $"{file}: expected one YAML document.");
    }

    internal static FedHubException Error(string file, Mark at, string reason) =>
        new(ErrorCode.InvalidInput, string.Create(CultureInfo.InvariantCulture, $"{file}:{at.Line}:{at.Column}: {reason}."));

    /// <summary>A scalar that must be there.</summary>
    internal YamlText Text(string key) => OptionalText(key) ?? throw Error(_file, _node.Start, $"missing key `{key}`");

    /// <summary>A scalar, or null.</summary>
    internal YamlText? OptionalText(string key) => Find(key) is { } node ? ToText(node) : null;

    /// <summary>A whole number within bounds.</summary>
    internal int Number(string key, int min, int max, int missing)
    {
        if (OptionalText(key) is not { } text)
        {
            return missing;
        }

        return int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw text.Wrong(string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {min} to {max}"));
    }

    /// <summary>true or false.</summary>
    internal bool Flag(string key) => OptionalText(key) switch
    {
        null => false,
        { Value: "true" } => true,
        { Value: "false" } => false,
        var text => throw text.Wrong("expected true or false"),
    };

    /// <summary>A sequence of scalars, or one scalar; null when the key is missing. An empty sequence is an error: it reads like "all" and would mean "none".</summary>
    internal IReadOnlyList<YamlText>? OptionalTexts(string key) => Find(key) switch
    {
        null => null,
        YamlSequenceNode { Children.Count: 0 } empty => throw Error(_file, empty.Start, $"`{key}` is empty; name at least one, or leave the key out"),
        YamlSequenceNode sequence => [.. sequence.Children.Select(ToText)],
        var node => [ToText(node)],
    };

    /// <summary>A mapping, or null.</summary>
    internal YamlMapping? OptionalMapping(string key) => Find(key) is { } node ? new YamlMapping(_file, node) : null;

    /// <summary>A mapping that must be there.</summary>
    internal YamlMapping Mapping(string key) => OptionalMapping(key) ?? throw Error(_file, _node.Start, $"missing key `{key}`");

    /// <summary>A sequence of mappings; empty when the key is missing.</summary>
    internal IReadOnlyList<YamlMapping> Mappings(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode sequence => [.. sequence.Children.Select(child => new YamlMapping(_file, child))],
        var node => throw Error(_file, node.Start, "expected a list, `- ...`"),
    };

    /// <summary>An error at the mapping's beginning.</summary>
    internal FedHubException Wrong(string reason) => Error(_file, _node.Start, reason);

    /// <summary>To be called when all keys were asked for: any other stops here.</summary>
    internal void RejectUnknownKeys()
    {
        foreach (var (key, _) in _node.Children)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_known.Contains(name))
            {
                throw Error(_file, key.Start, $"unknown key; known here are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
            }
        }
    }

    /// <summary>Reads without building anything: building goes down a level of the stack for each level of the text.</summary>
    private static void RejectDeep(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
            {
                throw Error(file, parser.Current.Start, "nested too deeply");
            }
        }
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private YamlText ToText(YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? new YamlText(_file, value, node.Start) : throw Error(_file, node.Start, "expected a single value");
}

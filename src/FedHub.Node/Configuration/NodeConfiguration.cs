using System.Net;
using System.Text.Json;
using FedHub.Cryptography.Match;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Configuration;

/// <summary>What <c>node.json</c> says. Relative paths in it are relative to the data directory and are made absolute on load.</summary>
public sealed record NodeConfiguration
{
    /// <summary>The member whose node this is.</summary>
    public required MemberId Member { get; init; }

    /// <summary>English short name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Hub that the node connects to.</summary>
    public required HubEndpoint Hub { get; init; }

    /// <summary>Where officers connect.</summary>
    public required GatewayEndpoint Gateway { get; init; }

    /// <summary>The node's certificate and the federation's CA.</summary>
    public required TlsFiles Tls { get; init; }

    /// <summary>Trust in the federation: name, threshold, keys.</summary>
    public required string FederationTrustFile { get; init; }

    /// <summary>True only for development: permits certificates of a development CA. Default false.</summary>
    public bool Development { get; init; }

    /// <summary>How long epochs last.</summary>
    public EpochSettings Epoch { get; init; } = new();

    /// <summary>How records are imported.</summary>
    public ImportSettings Import { get; init; } = new();

    /// <summary>Where C2SP add-checkpoint is offered over HTTP, a loopback address; null for nowhere. Default null.</summary>
    public IPEndPoint? WitnessListen { get; init; }

    /// <summary>How long records are kept.</summary>
    public RetentionSettings Retention { get; init; } = RetentionSettings.None;

    /// <summary>The data directory that it was loaded from.</summary>
    public required NodeDirectoryLayout Layout { get; init; }

    /// <summary>Loads and checks <c>node.json</c>.</summary>
    /// <exception cref="FedHubException">Missing, not JSON, an unknown or repeated key, or a value out of range; the message says where and what to do.</exception>
    public static NodeConfiguration Load(NodeDirectoryLayout layout)
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(layout.ConfigurationFile);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FedHubException(
                ErrorCode.FailedPrecondition, $"There is no node in {layout.Root}: node.json is missing. Create one with `fedhub node init`.");
        }

        return Parse(json, layout);
    }

    /// <summary>Reads the bytes of a <c>node.json</c>.</summary>
    /// <exception cref="FedHubException">As for <see cref="Load"/>.</exception>
    public static NodeConfiguration Parse(ReadOnlySpan<byte> json, NodeDirectoryLayout layout)
    {
        try
        {
            var document = JsonSerializer.Deserialize<NodeConfigurationDocument>(json, NodeConfigurationJson.Options)
                ?? throw new FedHubException(ErrorCode.InvalidInput, "node.json: expected an object.");
            return document.ToConfiguration(layout);
        }
        catch (JsonException exception)
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"node.json{NodeConfigurationErrors.Describe(exception)}");
        }
    }

    /// <summary>The bytes of a <c>node.json</c> that loads to this configuration.</summary>
    public byte[] ToJson() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(NodeConfigurationDocument.From(this), NodeConfigurationJson.Options), (byte)'\n'];
}

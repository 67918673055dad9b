using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The hub's <c>hub.json</c>. Unknown keys, comments and values out of range stop the start.</summary>
public sealed record HubConfiguration
{
    private static readonly JsonSerializerOptions _strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        WriteIndented = true,
    };

    /// <summary>Address and port for members, such as <c>0.0.0.0:7443</c>; port 0 takes any free one.</summary>
    public required string Listen { get; init; }

    /// <summary>Address and port for nodes that have no certificate yet, such as <c>0.0.0.0:7444</c>; null takes no enrolments. Default null.</summary>
    public string? EnrolmentListen { get; init; }

    /// <summary>How the log is served over plain HTTPS. Default: it is not.</summary>
    public HubLogSection Log { get; init; } = new();

    /// <summary>TLS files; relative paths start at the data directory.</summary>
    public required HubTlsFiles Tls { get; init; }

    /// <summary>The federation's name, threshold and keys; relative paths start at the data directory.</summary>
    public required string FederationTrustFile { get; init; }

    /// <summary>Allows the development certificate authority. Default false.</summary>
    public bool Development { get; init; }

    /// <summary>Limits. Default: those of <see cref="HubLimits"/>.</summary>
    public HubLimits Limits { get; init; } = new();

    /// <summary>After how many days the payloads of a kind of entries are erased, such as <c>"query-submitted": 1825</c>. Default: never.</summary>
    public IReadOnlyDictionary<string, int> Retention { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Where the hub's files are.</summary>
    [JsonIgnore]
    public HubDirectoryLayout Layout { get; init; } = new(".");

    /// <summary>Reads and validates <c>hub.json</c> of a data directory.</summary>
    /// <exception cref="FedHubException">Missing, not strict JSON, or a value out of range; the message says what to do.</exception>
    public static HubConfiguration Load(string dataDirectory)
    {
        var layout = new HubDirectoryLayout(dataDirectory);
        if (!File.Exists(layout.ConfigurationFile))
        {
            throw Fault("There is no hub.json here. Run 'fedhub hub init' first.");
        }

        return Parse(File.ReadAllBytes(layout.ConfigurationFile), layout);
    }

    internal static HubConfiguration Parse(ReadOnlySpan<byte> json, HubDirectoryLayout layout)
    {
        HubConfiguration? read;
        try
        {
            read = JsonSerializer.Deserialize<HubConfiguration>(json, _strict);
        }
        catch (JsonException wrong)
        {
            throw Fault($"hub.json is not valid at '{wrong.Path ?? "$"}', line {wrong.LineNumber + 1 ?? 0}: a key is unknown, missing or of the wrong kind.");
        }

        var configuration = (read ?? throw Fault("hub.json is empty.")) with { Layout = layout };
        configuration.Validate();
        return configuration;
    }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, _strict);

    internal IPEndPoint ListenEndPoint() => EndPointOf(Listen, "listen");

    internal IPEndPoint? EnrolmentEndPoint() => EnrolmentListen is null ? null : EndPointOf(EnrolmentListen, "enrolmentListen");

    internal IPEndPoint? LogEndPoint() => Log.Listen is null ? null : EndPointOf(Log.Listen, "log.listen");

    private void Validate()
    {
        _ = ListenEndPoint();
        _ = EnrolmentEndPoint();
        _ = LogEndPoint();
        if (Log.Access is not (HubLogSection.Members or HubLogSection.Public))
        {
            throw Fault("hub.json: log.access must be members, or public, which opens tiles and checkpoint to everybody.");
        }

        if (new[] { Tls.CertFile, Tls.KeyFile, Tls.CaFile, FederationTrustFile }.Any(string.IsNullOrWhiteSpace))
        {
            throw Fault("hub.json: tls.certFile, tls.keyFile, tls.caFile and federationTrustFile must name files.");
        }

        if (Log.Connections is < 4 or > 100_000)
        {
            throw Fault("hub.json: log.connections must be between 4 and 100000.");
        }

        if (PayloadRetention.FirstFault(Retention) is { } retention)
        {
            throw Fault($"hub.json: {retention}");
        }

        if (Limits.FirstFault() is { } fault)
        {
            throw Fault($"hub.json: {fault}");
        }
    }

    private static IPEndPoint EndPointOf(string text, string key) =>
        IPEndPoint.TryParse(text, out var endPoint) && text.Contains(':', StringComparison.Ordinal)
            ? endPoint
            : throw Fault($"hub.json: {key} must be an IP address and a port, such as 0.0.0.0:7443.");

    private static FedHubException Fault(string message) => new(ErrorCode.InvalidInput, message);
}

using System.Net;
using FedHub.Cryptography.Match;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Configuration;

/// <summary><c>node.json</c> as it is written, before its values are checked.</summary>
internal sealed record NodeConfigurationDocument
{
    public required string Member { get; init; }

    public required string DisplayName { get; init; }

    public required HubSection Hub { get; init; }

    public required GatewaySection Gateway { get; init; }

    public required TlsSection Tls { get; init; }

    public required string FederationTrustFile { get; init; }

    public bool Development { get; init; }

    public EpochSettings Epoch { get; init; } = new();

    public ImportSettings Import { get; init; } = new();

    public WitnessSection? Witness { get; init; }

    public IReadOnlyDictionary<string, int> RetentionDays { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    internal static NodeConfigurationDocument From(NodeConfiguration configuration) => new()
    {
        Member = configuration.Member.ToString(),
        DisplayName = configuration.DisplayName,
        Hub = new HubSection { Address = configuration.Hub.Address.GetLeftPart(UriPartial.Authority), CaFile = configuration.Hub.CaFile },
        Gateway = new GatewaySection { Listen = configuration.Gateway.Listen.ToString() },
        Tls = new TlsSection
        {
            CertFile = configuration.Tls.CertFile,
            KeyFile = configuration.Tls.KeyFile,
            CaFile = configuration.Tls.CaFile,
        },
        FederationTrustFile = configuration.FederationTrustFile,
        Development = configuration.Development,
        Epoch = configuration.Epoch,
        Import = configuration.Import,
        Witness = configuration.WitnessListen is { } witness ? new WitnessSection { Listen = witness.ToString() } : null,
        RetentionDays = configuration.Retention.Days,
    };

    internal NodeConfiguration ToConfiguration(NodeDirectoryLayout layout)
    {
        string Absolute(string file) => Path.GetFullPath(file, layout.Root);
        var member = MemberId.TryParse(Member, out var parsed) ? parsed : throw Wrong("member", "expected three upper-case letters, such as KAZ");
        Check(DisplayName.Trim().Length is > 0 and <= 100, "displayName", "expected 1 to 100 characters");
        Check(Epoch.Hours is >= 1 and <= 720, "epoch.hours", "expected 1 to 720");
        Check(Epoch.OverlapHours is >= 0 and <= 360, "epoch.overlapHours", "expected 0 to 360");
        Check(Epoch.DeltaMinutes is >= 0 and <= 1440, "epoch.deltaMinutes", "expected 0 to 1440");
        Check(Import.BatchSize is >= 1 and <= 10_000, "import.batchSize", "expected 1 to 10000");
        Check(Import.Threads is >= 0 and <= 256, "import.threads", "expected 0 to 256");
        return new NodeConfiguration
        {
            Member = member,
            DisplayName = DisplayName.Trim(),
            Hub = new HubEndpoint(ReadAddress(Hub.Address), Hub.CaFile is { } ca ? Absolute(ca) : null),
            Gateway = new GatewayEndpoint(ReadEndpoint(Gateway.Listen, "gateway.listen")),
            Tls = new TlsFiles(Absolute(Tls.CertFile), Absolute(Tls.KeyFile), Absolute(Tls.CaFile)),
            FederationTrustFile = Absolute(FederationTrustFile),
            Development = Development,
            Epoch = Epoch,
            Import = Import,
            WitnessListen = Witness is null ? null : ReadLoopback(Witness.Listen),
            Retention = new RetentionSettings(RetentionDays.Select(ReadRetention)),
            Layout = layout,
        };
    }

    private static KeyValuePair<CollectionName, int> ReadRetention(KeyValuePair<string, int> entry)
    {
        Check(entry.Value is >= 1 and <= RetentionSettings.MaxDays, $"retentionDays.{entry.Key}", "expected 1 to 36525");
        return CollectionName.TryParse(entry.Key, out var collection)
            ? new(collection, entry.Value)
            : throw Wrong("retentionDays", "expected names of collections with days, such as { \"persons\": 3650 }");
    }

    private static Uri ReadAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https", PathAndQuery: "/", UserInfo: "" }
            ? uri
            : throw Wrong("hub.address", "expected https://HOST:PORT");

    private static IPEndPoint ReadEndpoint(string text, string key) =>
        IPEndPoint.TryParse(text, out var endpoint) && text.Contains(':', StringComparison.Ordinal)
            ? endpoint
            : throw Wrong(key, "expected ADDRESS:PORT, such as 127.0.0.1:7443");

    /// <summary>Whoever reaches the witness needs no credentials; so nobody reaches it from another machine.</summary>
    private static IPEndPoint ReadLoopback(string text) => ReadEndpoint(text, "witness.listen") is { } endpoint && IPAddress.IsLoopback(endpoint.Address)
        ? endpoint
        : throw Wrong("witness.listen", "expected a loopback address, such as 127.0.0.1:7080");

    private static void Check(bool holds, string key, string reason)
    {
        if (!holds)
        {
            throw Wrong(key, reason);
        }
    }

    private static FedHubException Wrong(string key, string reason) => new(ErrorCode.InvalidInput, $"node.json: {key}: {reason}.");
}

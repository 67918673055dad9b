using System.Net;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Tests.NodeAdmin;

/// <summary>The data folder of a node that does not run.</summary>
internal sealed class NodeFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private NodeFolder()
    {
    }

    public string Path => _folder.File("kaz");

    public static async Task<NodeFolder> CreateAsync(int batchSize = 10)
    {
        var node = new NodeFolder();
        using var auditor = SealingKey.Generate();
        await NodeInitializer.InitAsync(
            new NodeInitializationOptions
            {
                DataDirectory = node.Path,
                Member = MemberId.Parse("KAZ"),
                DisplayName = "Kazakhstan",
                Hub = new HubEndpoint(new Uri("https://hub.example:8443")),
                Gateway = new GatewayEndpoint(new IPEndPoint(IPAddress.Loopback, 7443)),
                Tls = new TlsFiles("tls/node.crt", "tls/node.key", "tls/ca.crt"),
                FederationTrustFile = "trust.json",
                AuditorPublicKey = auditor.PublicKey,
                Desks = [new ListedDesk("National desk", "desk@example.org")],
                Development = true,
            },
            TimeProvider.System,
            CancellationToken.None);
        var configuration = System.IO.Path.Combine(node.Path, "node.json");
        var json = await File.ReadAllTextAsync(configuration);
        await File.WriteAllTextAsync(configuration, json.Replace("\"batchSize\": 500", $"\"batchSize\": {batchSize}", StringComparison.Ordinal));
        NodeConfiguration.Load(new NodeDirectoryLayout(node.Path)).Import.BatchSize.ShouldBe(batchSize);
        return node;
    }

    public string Write(string name, string text) => _folder.Write(name, text);

    public string FileOf(string name) => _folder.File(name);

    /// <summary>Records that are durable, read past the lock as another process would.</summary>
    public long RecordCount()
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "node.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM record WHERE is_canary = 0";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _folder.Dispose();
}

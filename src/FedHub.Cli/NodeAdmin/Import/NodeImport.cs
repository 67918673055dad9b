using FedHub.Node.Configuration;
using FedHub.Node.Import;
using FedHub.Node.Keys;
using FedHub.Node.Policy;
using FedHub.Node.Storage;
using Grpc.Core;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>Imports records into a node: through the node when it runs, else into its store.</summary>
internal static class NodeImport
{
    /// <summary>Imports into the store of a node that does not run; its lock keeps two writers apart.</summary>
    public static async Task<NodeImportResult> IntoStoreAsync(
        string dataFolder, IImportFeed feed, NodeImportOrder order, IProgress<ImportProgress>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var layout = new NodeDirectoryLayout(dataFolder);
        var configuration = NodeConfiguration.Load(layout);
        await using var database = NodeDatabase.Open(layout);
        using var keys = NodeKeys.Open(layout);
        var importer = new RecordImporter(database, keys, time);
        var mapping = MappingOf(order, feed, PolicyStore.Open(database, layout));
        var point = await importer.FindPointAsync(mapping, feed.Source, cancellationToken);
        var (bytes, resumeAfter) = await feed.OpenAsync(mapping, order.DryRun || order.FromStart ? null : point, cancellationToken);
        var options = new ImportOptions
        {
            DryRun = order.DryRun,
            BatchSize = configuration.Import.BatchSize,
            Threads = configuration.Import.Threads,
            Source = feed.Source,
            ResumeAfterLine = resumeAfter,
        };
        var report = await importer.ImportAsync(bytes, mapping, options, progress, cancellationToken);
        return new NodeImportResult(report, resumeAfter, SearchableFrom: null, ThroughNode: false);
    }

    /// <summary>As above, for a stream that is read once.</summary>
    public static async Task<ImportReport> IntoStoreAsync(
        string dataFolder, Stream csv, string mapping, bool dryRun, IProgress<ImportProgress>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var feed = new FileFeed(csv);
        return (await IntoStoreAsync(dataFolder, feed, new NodeImportOrder { Mapping = mapping, DryRun = dryRun }, progress, time, cancellationToken)).Report;
    }

    /// <summary>Sends the file to the running node.</summary>
    public static async Task<NodeImportResult> ThroughNodeAsync(
        ChannelBase node, IImportFeed feed, NodeImportOrder order, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        // The columns to ask a database for; the node alone knows the policies in force and reads the whole.
        var mapping = MappingOf(order, feed, policies: null);
        using var import = new NodeImportCall(node, cancellationToken);
        var point = await import.BeginAsync(order, feed);
        var (bytes, resumeAfter) = await feed.OpenAsync(mapping, order.DryRun || order.FromStart ? null : point, cancellationToken);
        var (report, searchableFrom) = await import.RunAsync(bytes, resumeAfter, progress);
        return new NodeImportResult(report, resumeAfter, searchableFrom, ThroughNode: true);
    }

    /// <summary>As above, for a stream that is read once.</summary>
    public static async Task<ImportReport> ThroughNodeAsync(
        ChannelBase node, Stream csv, string mapping, bool dryRun, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        await using var feed = new FileFeed(csv);
        return (await ThroughNodeAsync(node, feed, new NodeImportOrder { Mapping = mapping, DryRun = dryRun }, progress, cancellationToken)).Report;
    }

    private static ImportMapping MappingOf(NodeImportOrder order, IImportFeed feed, CollectionPolicies? policies)
    {
        var mapping = ImportMapping.Parse(order.Mapping, policies);
        mapping = feed.IsRows ? mapping.ForRows() : mapping;
        return order.IsWithdrawal ? mapping.ForWithdrawal() : mapping;
    }
}

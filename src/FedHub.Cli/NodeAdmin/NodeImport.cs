using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Node.Configuration;
using FedHub.Node.Import;
using FedHub.Node.Keys;
using FedHub.Node.Policy;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using ImportFinding = FedHub.Node.Import.ImportFinding;

namespace FedHub.Cli.NodeAdmin;

/// <summary>Imports a file into a node: through the node when it runs, else into its store.</summary>
internal static class NodeImport
{
    /// <summary>Imports into the store of a node that does not run; its lock keeps two writers apart.</summary>
    public static async Task<ImportReport> IntoStoreAsync(
        string dataFolder, Stream csv, string mapping, bool dryRun, IProgress<ImportProgress>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var layout = new NodeDirectoryLayout(dataFolder);
        var configuration = NodeConfiguration.Load(layout);
        await using var database = NodeDatabase.Open(layout);
        using var keys = NodeKeys.Open(layout);
        var importer = new RecordImporter(database, keys, time);
        var options = new ImportOptions { DryRun = dryRun, BatchSize = configuration.Import.BatchSize, Threads = configuration.Import.Threads };
        return await importer.ImportAsync(csv, ImportMapping.Parse(mapping, PolicyStore.Open(database, layout)), options, progress, cancellationToken);
    }

    /// <summary>Sends the file to the running node.</summary>
    public static async Task<ImportReport> ThroughNodeAsync(
        string dataFolder, Stream csv, string mapping, bool dryRun, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(dataFolder);
        using var call = new NodeAdminService.NodeAdminServiceClient(channel).ImportRecords(cancellationToken: cancellationToken);
        var sending = SendAsync(call.RequestStream, csv, new ImportHeader { Mapping = mapping, DryRun = dryRun }, cancellationToken);
        var findings = new List<ImportFinding>();
        var counts = new ImportCounts();
        var done = false;
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            var response = call.ResponseStream.Current;
            var added = response.Findings.Select(finding => new ImportFinding((long)finding.Line, finding.Column, finding.Reason, finding.Rejected)).ToList();
            findings.AddRange(added);
            counts = CountsOf(response);
            progress?.Report(new ImportProgress(counts, added));
            done |= response.Done;
        }

        await sending;
        return done
            ? new ImportReport(counts, findings, 0, null)
            : throw new FedHubException(ErrorCode.Unavailable, "The node broke the import off. What it counted is in; run the import again.");
    }

    private static async Task SendAsync(
        IClientStreamWriter<ImportRecordsRequest> requests, Stream csv, ImportHeader header, CancellationToken cancellationToken)
    {
        await requests.WriteAsync(new ImportRecordsRequest { Header = header }, cancellationToken);
        var buffer = new byte[ProtocolLimits.FileChunkBytes];
        int read;
        while ((read = await csv.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            await requests.WriteAsync(new ImportRecordsRequest { Data = ByteString.CopyFrom(buffer, 0, read) }, cancellationToken);
        }

        await requests.CompleteAsync();
    }

    private static ImportCounts CountsOf(ImportRecordsResponse response) => new()
    {
        LinesRead = (long)response.LinesRead,
        Added = (long)response.Added,
        Updated = (long)response.Updated,
        Unchanged = (long)response.Unchanged,
        Rejected = (long)response.Rejected,
        KeyCount = (long)response.KeyCount,
    };
}

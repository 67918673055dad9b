using System.IO.Pipelines;
using FedHub.Contracts.Node.V1;
using FedHub.Node.Configuration;
using FedHub.Node.HubLink;
using FedHub.Node.Import;
using FedHub.Node.Index;
using FedHub.Node.Policy;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>Imports a file that an administrator streams in, then publishes what is new.</summary>
internal sealed class RecordImport(
    RecordImporter importer, ImportSettings settings, CollectionPolicies policies, EpochManager epochs, SyncLoop sync, TimeProvider clock)
{
    private const int MaxChunkBytes = 256 * 1024;

    /// <summary>Reads the header, answers with the point, reads start and bytes, answers with progress, and last with done.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<ImportRecordsRequest> requests, IServerStreamWriter<ImportRecordsResponse> responses, CancellationToken cancellationToken)
    {
        if (!await requests.MoveNext(cancellationToken) || requests.Current.Header is not { } header)
        {
            throw new FedHubException(ErrorCode.Malformed, "An import begins with its header.");
        }

        var mapping = MappingOf(header);
        var point = await importer.FindPointAsync(mapping, header.Source, cancellationToken);
        await responses.WriteAsync(new ImportRecordsResponse { Point = ImportPointCodec.Write(point) }, cancellationToken);
        if (!await requests.MoveNext(cancellationToken) || requests.Current.Start is not { } start)
        {
            throw new FedHubException(ErrorCode.Malformed, "After its header an import says where it begins.");
        }

        var options = new ImportOptions
        {
            DryRun = header.DryRun,
            BatchSize = settings.BatchSize,
            Threads = settings.Threads,
            Source = header.Source,
            ResumeAfterLine = header.DryRun ? 0 : (long)Math.Min(start.ResumeAfterLine, long.MaxValue),
        };
        var report = await ImportAsync(requests, responses, mapping, options, cancellationToken);
        var searchableFrom = header.DryRun ? null : await PublishAsync(cancellationToken);
        await responses.WriteAsync(Last(report, searchableFrom), cancellationToken);
    }

    private ImportMapping MappingOf(ImportHeader header)
    {
        var mapping = ImportMapping.Parse(header.Mapping, policies);
        mapping = header.IsRows ? mapping.ForRows() : mapping;
        return header.IsWithdrawal ? mapping.ForWithdrawal() : mapping;
    }

    private async Task<ImportReport> ImportAsync(
        IAsyncStreamReader<ImportRecordsRequest> requests,
        IServerStreamWriter<ImportRecordsResponse> responses,
        ImportMapping mapping,
        ImportOptions options,
        CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 4 * MaxChunkBytes, resumeWriterThreshold: 2 * MaxChunkBytes));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = ReceiveAsync(requests, pipe.Writer, stop.Token);
        var progress = new ImportProgressWriter(responses);
        try
        {
            await using var file = pipe.Reader.AsStream();
            return await importer.ImportAsync(file, mapping, options, progress, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await progress.DrainAsync();
        }
    }

    private static async Task ReceiveAsync(IAsyncStreamReader<ImportRecordsRequest> requests, PipeWriter writer, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            while (await requests.MoveNext(cancellationToken))
            {
                if (requests.Current.Data.Length is 0 or > MaxChunkBytes)
                {
                    throw new FedHubException(ErrorCode.Malformed, "A file comes in pieces of 1 byte to 256 KiB.");
                }

                var flushed = await writer.WriteAsync(requests.Current.Data.Memory, cancellationToken);
                if (flushed.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception exception)
        {
            // The importer, which reads the other end, is to see why the file ends.
            failure = exception;
        }

        await writer.CompleteAsync(failure);
    }

    private async Task<DateTimeOffset?> PublishAsync(CancellationToken cancellationToken)
    {
        await epochs.EnsureCurrentAsync(cancellationToken);
        await epochs.BuildDeltaAsync(cancellationToken);
        await sync.TryPublishAsync(cancellationToken);
        return epochs.Slots.Max(slot => slot.SearchableFrom) ?? clock.GetUtcNow();
    }

    private static ImportRecordsResponse Last(ImportReport report, DateTimeOffset? searchableFrom)
    {
        var message = ImportCountsCodec.Write(report.Counts);
        message.Done = true;
        message.SearchableFromMs = searchableFrom?.ToUnixTimeMilliseconds() ?? 0;
        message.Stopped = report.Stopped ?? "";
        return message;
    }
}

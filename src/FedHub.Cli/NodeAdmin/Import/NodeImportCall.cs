using FedHub.Contracts.Node.V1;
using FedHub.Node.Import;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using ImportFinding = FedHub.Node.Import.ImportFinding;
using ImportPoint = FedHub.Node.Import.ImportPoint;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>One import on its way into a running node.</summary>
internal sealed class NodeImportCall : IDisposable
{
    private const int MaxFindings = 1_000;

    private readonly CancellationTokenSource _stop;
    private readonly AsyncDuplexStreamingCall<ImportRecordsRequest, ImportRecordsResponse> _call;

    public NodeImportCall(ChannelBase node, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _call = new NodeAdminService.NodeAdminServiceClient(node).ImportRecords(cancellationToken: _stop.Token);
    }

    /// <summary>Sends the header; the node says how far an earlier run got.</summary>
    public async Task<ImportPoint?> BeginAsync(NodeImportOrder order, IImportFeed feed)
    {
        var header = new ImportHeader
        {
            Mapping = order.Mapping,
            DryRun = order.DryRun,
            Source = feed.Source,
            IsRows = feed.IsRows,
            IsWithdrawal = order.IsWithdrawal,
        };
        try
        {
            await _call.RequestStream.WriteAsync(new ImportRecordsRequest { Header = header }, _stop.Token);
        }
        catch (RpcException)
        {
            // A node that refuses ends the call before it has read: why, the response says, which is read next.
        }

        return await NextAsync() ? ImportPointCodec.Read(_call.ResponseStream.Current.Point) : throw BrokenOff();
    }

    /// <summary>Sends the bytes and reads how it goes.</summary>
    public async Task<(ImportReport Report, DateTimeOffset? SearchableFrom)> RunAsync(Stream bytes, long resumeAfter, IProgress<ImportProgress>? progress)
    {
        var sending = SendAsync(bytes, resumeAfter);
        var receiving = ReceiveAsync(progress);
        await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stop.CancelAsync();

        // Of the two failures, the source's says more than the call's that it cancelled. A node that has read enough ends the sending too.
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sending.Exception?.InnerException is CliFailureException failure ? throw failure : await receiving;
    }

    public void Dispose()
    {
        _call.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync(Stream bytes, long resumeAfter)
    {
        try
        {
            await _call.RequestStream.WriteAsync(new ImportRecordsRequest { Start = new ImportStart { ResumeAfterLine = (ulong)resumeAfter } }, _stop.Token);
            var buffer = new byte[ProtocolLimits.FileChunkBytes];
            int read;
            while ((read = await bytes.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, _stop.Token)) > 0)
            {
                await _call.RequestStream.WriteAsync(new ImportRecordsRequest { Data = ByteString.CopyFrom(buffer, 0, read) }, _stop.Token);
            }

            await _call.RequestStream.CompleteAsync();
        }
        catch (CliFailureException)
        {
            // The source failed: the node must not take what it has for the whole.
            await _stop.CancelAsync();
            throw;
        }
    }

    private async Task<(ImportReport Report, DateTimeOffset? SearchableFrom)> ReceiveAsync(IProgress<ImportProgress>? progress)
    {
        var findings = new List<ImportFinding>();
        long omitted = 0;
        while (await NextAsync())
        {
            var response = _call.ResponseStream.Current;
            var added = response.Findings.Select(Read).ToList();
            var counts = ImportCountsCodec.Read(response);
            var kept = Math.Min(added.Count, MaxFindings - findings.Count);
            findings.AddRange(added.Take(kept));
            omitted += added.Count - kept;
            progress?.Report(new ImportProgress(counts, added));
            if (response.Done)
            {
                return (new ImportReport(counts, findings, omitted, response.Stopped.Length > 0 ? response.Stopped : null),
                    response.SearchableFromMs > 0 && UnixTime.TryRead(response.SearchableFromMs, out var at) ? at : null);
            }
        }

        throw BrokenOff();
    }

    private async Task<bool> NextAsync()
    {
        try
        {
            return await _call.ResponseStream.MoveNext(_stop.Token);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable && !RpcErrors.TryRead(exception, out _))
        {
            // The node went away; it would have said why it refuses.
            throw BrokenOff();
        }
    }

    private static ImportFinding Read(Contracts.Node.V1.ImportFinding finding) =>
        new((long)finding.Line, finding.Column, finding.Reason, finding.Rejected) { Code = finding.Code };

    private static FedHubException BrokenOff() => new(ErrorCode.Unavailable, "The node broke the import off. What it counted is in; run the import again.");
}

using System.Threading.Channels;
using FedHub.Contracts.Node.V1;
using FedHub.Node.Import;
using Grpc.Core;
using ImportFinding = FedHub.Contracts.Node.V1.ImportFinding;

namespace FedHub.Node.Rpc;

/// <summary>Sends the importer's progress on, in order, without holding the importer up.</summary>
internal sealed class ImportProgressWriter : IProgress<ImportProgress>
{
    private readonly Channel<ImportRecordsResponse> _messages = Channel.CreateUnbounded<ImportRecordsResponse>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _sending;

    public ImportProgressWriter(IServerStreamWriter<ImportRecordsResponse> responses) => _sending = SendAsync(responses);

    public void Report(ImportProgress value)
    {
        var message = Write(value.Counts);
        message.Findings.AddRange(value.NewFindings.Select(finding => new ImportFinding
        {
            Line = (ulong)finding.Line,
            Column = finding.Column,
            Reason = finding.Reason,
            Rejected = finding.Rejected,
        }));
        _messages.Writer.TryWrite(message);
    }

    /// <summary>Completes when all is sent, or the caller has gone away.</summary>
    public async Task DrainAsync()
    {
        _messages.Writer.TryComplete();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public static ImportRecordsResponse Write(ImportCounts counts) => new()
    {
        LinesRead = (ulong)counts.LinesRead,
        Added = (ulong)counts.Added,
        Updated = (ulong)counts.Updated,
        Unchanged = (ulong)counts.Unchanged,
        Rejected = (ulong)counts.Rejected,
        KeyCount = (ulong)counts.KeyCount,
    };

    private async Task SendAsync(IServerStreamWriter<ImportRecordsResponse> responses)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync())
        {
            await responses.WriteAsync(message);
        }
    }
}

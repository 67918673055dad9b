using System.Threading.Channels;
using FedHub.Contracts.Node.V1;
using FedHub.Node.Import;
using Grpc.Core;
using ImportFinding = FedHub.Contracts.Node.V1.ImportFinding;

namespace FedHub.Node.Rpc;

/// <summary>Sends the importer's progress on, in order, without holding the importer up.</summary>
internal sealed class ImportProgressWriter : IProgress<ImportProgress>
{
    // Some 200 bytes each, in messages of at most 4 MiB.
    private const int FindingsPerMessage = 2_000;

    private readonly Channel<ImportRecordsResponse> _messages = Channel.CreateUnbounded<ImportRecordsResponse>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _sending;

    public ImportProgressWriter(IServerStreamWriter<ImportRecordsResponse> responses) => _sending = SendAsync(responses);

    public void Report(ImportProgress value)
    {
        foreach (var findings in value.NewFindings.Chunk(FindingsPerMessage).DefaultIfEmpty([]))
        {
            var message = ImportCountsCodec.Write(value.Counts);
            message.Findings.AddRange(findings.Select(finding => new ImportFinding
            {
                Line = (ulong)finding.Line,
                Column = finding.Column,
                Reason = finding.Reason,
                Rejected = finding.Rejected,
                Code = finding.Code,
            }));
            _messages.Writer.TryWrite(message);
        }
    }

    /// <summary>Completes when all is sent, or the caller has gone away.</summary>
    public async Task DrainAsync()
    {
        _messages.Writer.TryComplete();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync(IServerStreamWriter<ImportRecordsResponse> responses)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync())
        {
            await responses.WriteAsync(message);
        }
    }
}

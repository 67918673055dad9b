using FedHub.Contracts.Node.V1;
using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Node.SelfTest;
using FedHub.Node.Statements;
using FedHub.Protocol;
using Grpc.Core;
using SelfTestResult = FedHub.Contracts.Node.V1.SelfTestResult;

namespace FedHub.Node.Rpc;

/// <summary>Running a node: status, records, epochs and its test.</summary>
internal sealed class NodeAdminRpc(
    NodeStatus status, RecordImport import, EpochManager epochs, SyncLoop sync, SyncSignal signal, SelfTester selfTester,
    StatementOutbox outbox, TimeProvider clock) : NodeAdminService.NodeAdminServiceBase
{
    public override async Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
        => await status.ReadAsync(context.CancellationToken);

    public override Task ImportRecords(
        IAsyncStreamReader<ImportRecordsRequest> requestStream, IServerStreamWriter<ImportRecordsResponse> responseStream, ServerCallContext context)
        => import.RunAsync(requestStream, responseStream, context.CancellationToken);

    public override async Task<StartEpochResponse> StartEpoch(StartEpochRequest request, ServerCallContext context)
    {
        var count = await epochs.StartNextAsync(
            (connection, slots) => StatementTable.Add(connection, StatementPayloads.EpochStarted(slots, clock.GetUtcNow())), context.CancellationToken);
        outbox.Signal.Wake();
        signal.Wake();
        return new StartEpochResponse { SlotCount = (uint)count, Published = await sync.TryPublishAsync(context.CancellationToken) };
    }

    public override async Task<RunSelfTestResponse> RunSelfTest(RunSelfTestRequest request, ServerCallContext context)
    {
        var response = new RunSelfTestResponse();
        response.Results.AddRange((await selfTester.RunAsync(context.CancellationToken)).Select(result => new SelfTestResult
        {
            Slot = SlotCodec.ToProto(result.Slot),
            Passed = result.Passed == true,
            Message = result.Message,
        }));
        return response;
    }
}

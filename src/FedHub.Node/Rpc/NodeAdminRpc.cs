using FedHub.Contracts.Node.V1;
using FedHub.Node.Budgets;
using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Node.Officers;
using FedHub.Node.SelfTest;
using FedHub.Node.Statements;
using FedHub.Protocol;
using Grpc.Core;
using SelfTestResult = FedHub.Contracts.Node.V1.SelfTestResult;

namespace FedHub.Node.Rpc;

/// <summary>The administrator's service, on a Unix domain socket that only the node's operating-system user may open.</summary>
internal sealed class NodeAdminRpc(
    NodeStatus status, RecordImport import, OfficerRegister officers, EpochManager epochs, SyncLoop sync, SyncSignal signal, SelfTester selfTester,
    BudgetBook budgets, StatementOutbox outbox, TimeProvider clock) : NodeAdminService.NodeAdminServiceBase
{
    public override async Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
        => await status.ReadAsync(context.CancellationToken);

    public override Task ImportRecords(
        IAsyncStreamReader<ImportRecordsRequest> requestStream, IServerStreamWriter<ImportRecordsResponse> responseStream, ServerCallContext context)
        => import.RunAsync(requestStream, responseStream, context.CancellationToken);

    public override Task<ListOfficersResponse> ListOfficers(ListOfficersRequest request, ServerCallContext context)
    {
        var response = new ListOfficersResponse();
        response.Officers.AddRange(officers.All.Select(AdminMessages.Write));
        return Task.FromResult(response);
    }

    public override async Task<ApproveOfficerResponse> ApproveOfficer(ApproveOfficerRequest request, ServerCallContext context)
    {
        var officer = await officers.ApproveAsync(
            request.OfficerId, request.Fingerprint, AdminMessages.ReadRoles(request.Roles), AdminMessages.ReadPurposes(request.Purposes), context.CancellationToken);
        return new ApproveOfficerResponse { Officer = AdminMessages.Write(officer) };
    }

    public override async Task<SuspendOfficerResponse> SuspendOfficer(SuspendOfficerRequest request, ServerCallContext context)
        => new() { Officer = AdminMessages.Write(await officers.SuspendAsync(request.OfficerId, context.CancellationToken)) };

    public override async Task<StartEpochResponse> StartEpoch(StartEpochRequest request, ServerCallContext context)
    {
        var count = await epochs.StartNextAsync(
            (connection, slots) => StatementTable.Add(connection, StatementPayloads.EpochStarted(slots, clock.GetUtcNow())), context.CancellationToken);
        outbox.Signal.Wake();
        await sync.PublishAsync(context.CancellationToken);
        signal.Wake();
        return new StartEpochResponse { SlotCount = (uint)count };
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

    public override Task<ListBudgetsResponse> ListBudgets(ListBudgetsRequest request, ServerCallContext context)
    {
        var response = new ListBudgetsResponse();
        response.Budgets.AddRange(budgets.List().Select(AdminMessages.Write));
        return Task.FromResult(response);
    }

    public override async Task<SetBudgetResponse> SetBudget(SetBudgetRequest request, ServerCallContext context)
    {
        var (scope, subject, identifierClass, limit) = AdminMessages.ReadBudget(request.Budget);
        return new SetBudgetResponse { Budget = AdminMessages.Write(await budgets.SetAsync(scope, subject, identifierClass, limit, context.CancellationToken)) };
    }
}

using FedHub.Contracts.Budget.V1;
using Grpc.Core;

namespace FedHub.Protocol;

/// <summary>The budget service; hub and node serve the same one, each over its own book.</summary>
/// <param name="bookOf">The book as the caller of one call may use it.</param>
/// <param name="clock">Bounds until when a limit can be raised.</param>
public sealed class BudgetRpc(Func<ServerCallContext, IBudgetBook> bookOf, TimeProvider clock) : BudgetService.BudgetServiceBase
{
    /// <inheritdoc/>
    public override async Task<ListBudgetsResponse> ListBudgets(ListBudgetsRequest request, ServerCallContext context)
    {
        var response = new ListBudgetsResponse();
        response.Budgets.AddRange((await bookOf(context).ListAsync(context.CancellationToken))
            .Where(budget => request.Subject.Length == 0 || string.Equals(budget.Subject, request.Subject, StringComparison.Ordinal))
            .Select(BudgetCodec.ToProto));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<SetBudgetResponse> SetBudget(SetBudgetRequest request, ServerCallContext context) =>
        new() { Budget = BudgetCodec.ToProto(await bookOf(context).SetAsync(BudgetCodec.ToDomain(request.Budget).OrThrow(), context.CancellationToken)) };

    /// <inheritdoc/>
    public override async Task<RaiseBudgetResponse> RaiseBudget(RaiseBudgetRequest request, ServerCallContext context)
    {
        var wanted = BudgetCodec.ToRaise(request.Budget, clock.GetUtcNow()).OrThrow();
        return new RaiseBudgetResponse { Budget = BudgetCodec.ToProto(await bookOf(context).RaiseAsync(wanted, context.CancellationToken)) };
    }
}

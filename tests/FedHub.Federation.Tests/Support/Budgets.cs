using FedHub.Cli.Rpc;
using FedHub.Contracts.Budget.V1;
using FedHub.Contracts.Common.V1;

namespace FedHub.Federation.Tests.Support;

/// <summary>What one member has used of its document budget today, and its limit, at the hub and at an owner.</summary>
internal static class Budgets
{
    private const string Scope = "member";

    public static Task<ulong> UsedAtHubAsync(LiveFederation federation, string member) => UsedAsync(federation.Files.HubFolder, member);

    public static Task<ulong> UsedAtAsync(LiveFederation federation, string owner, string member, string scope = Scope)
        => UsedAsync(federation.Files.NodeFolder(owner), member, scope);

    public static Task LimitAtHubAsync(LiveFederation federation, string member, ulong limit) => LimitAsync(federation.Files.HubFolder, member, limit);

    public static Task LimitAtAsync(LiveFederation federation, string owner, string member, ulong limit) => LimitAsync(federation.Files.NodeFolder(owner), member, limit);

    private static async Task<ulong> UsedAsync(string folder, string member, string scope = Scope)
    {
        using var channel = AdminConnection.Open(folder);
        var listed = await new BudgetService.BudgetServiceClient(channel).ListBudgetsAsync(new ListBudgetsRequest { Subject = member }).ResponseAsync.WaitAsync(Wait.Patience);
        return listed.Budgets
            .Where(budget => budget.Scope == scope && budget.IdentifierClass == IdentifierClass.Document)
            .Aggregate(0ul, (sum, budget) => sum + budget.Used);
    }

    private static async Task LimitAsync(string folder, string member, ulong limit)
    {
        using var channel = AdminConnection.Open(folder);
        var budget = new Budget { Scope = Scope, Subject = member, IdentifierClass = IdentifierClass.Document, Limit = limit };
        await new BudgetService.BudgetServiceClient(channel).SetBudgetAsync(new SetBudgetRequest { Budget = budget }).ResponseAsync.WaitAsync(Wait.Patience);
    }
}

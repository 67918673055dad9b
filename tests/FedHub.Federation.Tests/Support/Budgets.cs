using FedHub.Contracts.Common.V1;

namespace FedHub.Federation.Tests.Support;

/// <summary>What one member has used of its document budget today, and its limit, at the hub and at an owner.</summary>
internal static class Budgets
{
    private const string Scope = "member";

    public static Task<ulong> UsedAtHubAsync(LiveFederation federation, string member) => federation.HubAdminAsync(async admin =>
        (await admin.ListBudgetsAsync(new())).Budgets
            .Where(budget => budget.Scope == Scope && budget.Subject == member && budget.IdentifierClass == IdentifierClass.Document)
            .Aggregate(0ul, (sum, budget) => sum + budget.Used));

    public static Task<ulong> UsedAtAsync(LiveFederation federation, string owner, string member) => federation.AdminAsync(owner, async admin =>
        (await admin.ListBudgetsAsync(new())).Budgets
            .Where(budget => budget.Scope == Scope && budget.Subject == member && budget.IdentifierClass == IdentifierClass.Document)
            .Aggregate(0ul, (sum, budget) => sum + budget.Used));

    public static Task LimitAtHubAsync(LiveFederation federation, string member, ulong limit) => federation.HubAdminAsync(async admin =>
        await admin.SetBudgetAsync(new Contracts.Hub.V1.SetBudgetRequest
        {
            Budget = new() { Scope = Scope, Subject = member, IdentifierClass = IdentifierClass.Document, Limit = limit },
        }));

    public static Task LimitAtAsync(LiveFederation federation, string owner, string member, ulong limit) => federation.AdminAsync(owner, async admin =>
        await admin.SetBudgetAsync(new Contracts.Node.V1.SetBudgetRequest
        {
            Budget = new() { Scope = Scope, Subject = member, IdentifierClass = IdentifierClass.Document, Limit = limit },
        }));
}

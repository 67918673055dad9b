using FedHub.Cli.Rpc;
using FedHub.Contracts.Budget.V1;
using IdentifierClass = FedHub.Contracts.Common.V1.IdentifierClass;

namespace FedHub.Cli.Demo.Setup;

/// <summary>Raises the daily budgets of a demonstration's hub or node, as an administrator does; each change is logged.</summary>
internal static class FederationBudgets
{
    private static readonly string[] _scopes = ["investigator", "agency", "member"];

    public static async Task RaiseAsync(string dataFolder, ulong limit, CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(dataFolder);
        var client = new BudgetService.BudgetServiceClient(channel);
        foreach (var (scope, identifierClass) in All())
        {
            var budget = new Budget { Scope = scope, Subject = "*", IdentifierClass = identifierClass, Limit = limit };
            await client.SetBudgetAsync(new SetBudgetRequest { Budget = budget }, cancellationToken: cancellationToken);
        }
    }

    private static IEnumerable<(string Scope, IdentifierClass Class)> All()
        => from scope in _scopes
           from identifierClass in Enum.GetValues<IdentifierClass>()
           where identifierClass != IdentifierClass.Unspecified
           select (scope, identifierClass);
}

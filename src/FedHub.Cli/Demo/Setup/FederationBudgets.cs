using FedHub.Cli.Rpc;
using FedHub.Contracts.Hub.V1;
using FedHub.Contracts.Node.V1;
using IdentifierClass = FedHub.Contracts.Common.V1.IdentifierClass;

namespace FedHub.Cli.Demo.Setup;

/// <summary>Raises the daily budgets of a demonstration, as an administrator does; each change is logged.</summary>
internal static class FederationBudgets
{
    private static readonly string[] _scopes = ["investigator", "agency", "member"];

    public static async Task RaiseHubAsync(string dataFolder, ulong limit, CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(dataFolder);
        var client = new HubAdminService.HubAdminServiceClient(channel);
        foreach (var (scope, identifierClass) in All())
        {
            var budget = new Contracts.Hub.V1.Budget { Scope = scope, Subject = "*", IdentifierClass = identifierClass, Limit = limit };
            await client.SetBudgetAsync(new Contracts.Hub.V1.SetBudgetRequest { Budget = budget }, cancellationToken: cancellationToken);
        }
    }

    public static async Task RaiseNodeAsync(string dataFolder, ulong limit, CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(dataFolder);
        var client = new NodeAdminService.NodeAdminServiceClient(channel);
        foreach (var (scope, identifierClass) in All())
        {
            var budget = new Contracts.Node.V1.Budget { Scope = scope, Subject = "*", IdentifierClass = identifierClass, Limit = limit };
            await client.SetBudgetAsync(new Contracts.Node.V1.SetBudgetRequest { Budget = budget }, cancellationToken: cancellationToken);
        }
    }

    private static IEnumerable<(string Scope, IdentifierClass Class)> All()
        => from scope in _scopes
           from identifierClass in Enum.GetValues<IdentifierClass>()
           where identifierClass != IdentifierClass.Unspecified
           select (scope, identifierClass);
}

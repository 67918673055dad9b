using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Tests;

/// <summary>One federation for the tests of a class, with budgets that they do not exhaust.</summary>
public sealed class FederationFixture : IAsyncLifetime
{
    private const string Records = """
        r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,+77011234567
        r2,victim,Zhanyl Kasymbekova,1999-01-02,KGZ:AN7654321,
        r3,suspect,Timur Akhmetov,1975-11-23,KAZ:N7777777,
        """;

    internal TestFederation Federation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Federation = await TestFederation.CreateAsync(Records);
        foreach (var scope in Enum.GetValues<BudgetScope>())
        {
            foreach (var identifierClass in IdentifierClasses.All)
            {
                await Federation.Owner.Budgets.ChangeAsync(new BudgetUse(scope, "*", identifierClass, 1_000_000, 0), "operator", CancellationToken.None);
            }
        }
    }

    public async Task DisposeAsync() => await Federation.DisposeAsync();
}

using Dapper;
using FedHub.Cryptography.Match;
using Microsoft.Data.Sqlite;

namespace FedHub.Protocol.Tests;

public sealed class BudgetLedgerTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public BudgetLedgerTests()
    {
        _connection.Open();
        _connection.Execute(BudgetLedger.Schema);
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void TryTake_UpToTheDefault_ThenRefusesUntilMidnight()
    {
        for (var i = 0; i < 25; i++)
        {
            Take(8, TestFederation.Now).ShouldBeNull();
        }

        var refusal = Take(1, TestFederation.Now)!;

        refusal.Code.ShouldBe(ErrorCode.OverBudget);
        refusal.RetryAt.ShouldBe(new DateTimeOffset(2026, 5, 5, 0, 0, 0, TimeSpan.Zero));
        Take(8, TestFederation.Now.AddDays(1)).ShouldBeNull("a new day");
    }

    [Fact]
    public void TryTake_OneOfTwoOverBudget_TakesNeither()
    {
        using var transaction = _connection.BeginTransaction();
        BudgetLedger.Change(_connection, transaction, new BudgetUse(BudgetScope.Agency, "KAZ/police", IdentifierClass.Document, 4, 0));
        BudgetCharge[] charges = [Charge(8), new(BudgetScope.Agency, "KAZ/police", TestFederation.Slot, 8)];

        BudgetLedger.TryTake(_connection, transaction, charges, TestFederation.Now).ShouldNotBeNull();

        _connection.ExecuteScalar<long>("SELECT COUNT(*) FROM budget_use", transaction: transaction).ShouldBe(0);
    }

    [Fact]
    public void TryTake_LimitsSet_OwnBeatsEverybodysBeatsDefault()
    {
        using (var transaction = _connection.BeginTransaction())
        {
            BudgetLedger.Change(_connection, transaction, new BudgetUse(BudgetScope.Investigator, BudgetLedger.Everybody, IdentifierClass.Document, 1_000, 0));
            BudgetLedger.Change(_connection, transaction, new BudgetUse(BudgetScope.Investigator, "KAZ/b", IdentifierClass.Document, 8, 0));
            transaction.Commit();
        }

        Take(900, TestFederation.Now).ShouldBeNull();
        Take(8, TestFederation.Now, "KAZ/b").ShouldBeNull();
        Take(1, TestFederation.Now, "KAZ/b").ShouldNotBeNull();
        var listed = BudgetLedger.List(_connection, null, TestFederation.Now);
        listed.ShouldContain(new BudgetUse(BudgetScope.Investigator, "KAZ/a", IdentifierClass.Document, 1_000, 900));
        listed.ShouldContain(new BudgetUse(BudgetScope.Investigator, "KAZ/b", IdentifierClass.Document, 8, 8));
        listed.ShouldContain(new BudgetUse(BudgetScope.Member, "*", IdentifierClass.Name, 3_000, 0));
    }

    private static BudgetCharge Charge(long amount, string subject = "KAZ/a") => new(BudgetScope.Investigator, subject, TestFederation.Slot, amount);

    private Refusal? Take(long amount, DateTimeOffset at, string subject = "KAZ/a")
    {
        using var transaction = _connection.BeginTransaction();
        var refusal = BudgetLedger.TryTake(_connection, transaction, [Charge(amount, subject)], at);
        transaction.Commit();
        return refusal;
    }
}

using FedHub.Cryptography.Match;
using Microsoft.Data.Sqlite;

namespace FedHub.Protocol.Tests.Budgets;

public sealed class BudgetRaiseTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SlotId _slot = SlotId.Parse("UZB/persons/document");

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public BudgetRaiseTests()
    {
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = BudgetLedger.Schema;
        command.ExecuteNonQuery();
    }

    [Fact]
    public void Raise_UntilItsEnd_HoldsAndThenTheLimitOfBefore()
    {
        Change(limit: 10);
        Change(limit: 50, until: _now.AddHours(8));

        LimitAt(_now).ShouldBe(50);
        LimitAt(_now.AddHours(8).AddMilliseconds(-1)).ShouldBe(50);
        LimitAt(_now.AddHours(8)).ShouldBe(10);
    }

    [Fact]
    public void Raise_OfOne_GoesBeforeTheLimitOfAll()
    {
        BudgetLedger.Change(_connection, null, new BudgetUse(BudgetScope.Investigator, "*", IdentifierClass.Document, 5, 0));
        LimitAt(_now).ShouldBe(5);

        Change(limit: 50, until: _now.AddHours(8));

        LimitAt(_now).ShouldBe(50);
        LimitAt(_now.AddHours(9)).ShouldBe(5);
    }

    [Fact]
    public void Raise_OfAll_DoesNotLiftALimitOfOne()
    {
        Change(limit: 10);
        BudgetLedger.Change(
            _connection, null, new BudgetUse(BudgetScope.Investigator, "*", IdentifierClass.Document, 500, 0) { Raised = new BudgetRaise(_now.AddHours(1), "raid") });

        LimitAt(_now).ShouldBe(10);
    }

    [Fact]
    public void List_ARaise_SaysUntilWhenAndWhy()
    {
        Change(limit: 50, until: _now.AddHours(8));

        var listed = BudgetLedger.List(_connection, null, _now).Single(budget => budget.Subject == "KAZ/o-1");
        listed.Raised.ShouldBe(new BudgetRaise(_now.AddHours(8), "raid"));
        BudgetLedger.List(_connection, null, _now.AddHours(8)).ShouldNotContain(budget => budget.Subject == "KAZ/o-1");
    }

    [Fact]
    public void Take_OverARaiseThatEnded_IsRefused()
    {
        Change(limit: 1);
        Change(limit: 8, until: _now.AddHours(8));

        Take(amount: 8, _now).ShouldBeNull();
        Take(amount: 1, _now.AddHours(9))!.Code.ShouldBe(ErrorCode.OverBudget);
    }

    [Fact]
    public void Take_OverTheOwnersCeiling_IsRefusedWhateverTheLimit()
    {
        Change(limit: 100);

        Take(amount: 8, _now, ceiling: 8).ShouldBeNull();
        var refused = Take(amount: 1, _now, ceiling: 8);

        refused!.Message.ShouldBe("The investigator's budget for UZB/persons/document is used up; an administrator can raise it.");
        Take(amount: 1, _now).ShouldBeNull();
    }

    [Fact]
    public void Prune_ForgetsRaisesThatEnded()
    {
        Change(limit: 50, until: _now.AddHours(8));

        BudgetLedger.Prune(_connection, null, _now.AddHours(8));

        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM budget_raise";
        command.ExecuteScalar().ShouldBe(0L);
    }

    public void Dispose() => _connection.Dispose();

    private void Change(long limit, DateTimeOffset? until = null) => BudgetLedger.Change(
        _connection, null,
        new BudgetUse(BudgetScope.Investigator, "KAZ/o-1", IdentifierClass.Document, limit, 0) { Raised = until is { } end ? new BudgetRaise(end, "raid") : null });

    private long LimitAt(DateTimeOffset now) =>
        BudgetLedger.Find(_connection, null, new BudgetUse(BudgetScope.Investigator, "KAZ/o-1", IdentifierClass.Document, 0, 0), now).Limit;

    private Refusal? Take(long amount, DateTimeOffset now, long? ceiling = null) => BudgetLedger.TryTake(
        _connection, null, [new BudgetCharge(BudgetScope.Investigator, "KAZ/o-1", _slot, amount) { Ceiling = ceiling }], now);
}

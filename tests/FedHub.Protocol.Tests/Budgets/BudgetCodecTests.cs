using FedHub.Contracts.Budget.V1;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol.Tests.Budgets;

public sealed class BudgetCodecTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Budget_ThereAndBack_IsTheSame()
    {
        var budget = new BudgetUse(BudgetScope.SelfTest, "KAZ", IdentifierClass.Phone, 7, 3);

        BudgetCodec.ToDomain(BudgetCodec.ToProto(budget)).OrThrow().ShouldBe(budget with { Used = 0 });
    }

    [Fact]
    public void Raise_ThereAndBack_IsTheSame()
    {
        var budget = new BudgetUse(BudgetScope.Agency, "KAZ/police", IdentifierClass.Name, 7, 0) { Raised = new BudgetRaise(_now.AddDays(1), "raid of 12 May") };

        BudgetCodec.ToRaise(BudgetCodec.ToProto(budget), _now).OrThrow().ShouldBe(budget);
    }

    public static TheoryData<string, Action<Budget>> Faults => new()
    {
        { "scope", budget => budget.Scope = "country" },
        { "no subject", budget => budget.Subject = "" },
        { "long subject", budget => budget.Subject = new string('a', 201) },
        { "two lines", budget => budget.Subject = "a\nb" },
        { "class", budget => budget.IdentifierClass = (Contracts.Common.V1.IdentifierClass)77 },
        { "limit", budget => budget.Limit = 1_000_000_001 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Budget_WithAFault_IsRefused(string fault, Action<Budget> change)
    {
        var budget = Valid();
        change(budget);

        BudgetCodec.ToDomain(budget).Refusal!.Code.ShouldBe(ErrorCode.InvalidInput, fault);
    }

    public static TheoryData<string, Action<Budget>> RaiseFaults => new()
    {
        { "no reason", budget => budget.Reason = " " },
        { "long reason", budget => budget.Reason = new string('a', 201) },
        { "two lines", budget => budget.Reason = "a\nb" },
        { "over already", budget => budget.RaisedUntilMs = _now.ToUnixTimeMilliseconds() },
        { "for ever", budget => budget.RaisedUntilMs = _now.AddDays(32).ToUnixTimeMilliseconds() },
        { "no time", budget => budget.RaisedUntilMs = long.MaxValue },
    };

    [Theory]
    [MemberData(nameof(RaiseFaults))]
    public void Raise_WithAFault_IsRefused(string fault, Action<Budget> change)
    {
        var budget = Valid();
        change(budget);

        BudgetCodec.ToRaise(budget, _now).Refusal!.Code.ShouldBe(ErrorCode.InvalidInput, fault);
    }

    [Fact]
    public void Scope_EachWord_IsReadBack()
    {
        foreach (var scope in Enum.GetValues<BudgetScope>())
        {
            BudgetScopes.TryParse(BudgetScopes.Of(scope), out var read).ShouldBeTrue();
            read.ShouldBe(scope);
        }
    }

    private static Budget Valid() => new()
    {
        Scope = "investigator",
        Subject = "KAZ/o-1",
        IdentifierClass = Contracts.Common.V1.IdentifierClass.Document,
        Limit = 7,
        Reason = "raid",
        RaisedUntilMs = _now.AddHours(1).ToUnixTimeMilliseconds(),
    };
}

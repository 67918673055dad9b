using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Access;
using FedHub.Node.Budgets;
using FedHub.Node.Gateway;
using FedHub.Node.Officers;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Budgets;

/// <summary>Who may see and change whose budgets, and what the own node counts of its own officers.</summary>
public sealed class CallerBudgetsTests(FederationFixture fixture) : IClassFixture<FederationFixture>
{
    private readonly TestFederation _federation = fixture.Federation;

    [Fact]
    public async Task Supervisor_SeesAndRaisesInvestigatorsOfTheOwnAgencyOnly()
    {
        var supervisor = NodeCaller.From(await ApprovedAsync("s1", "police", OfficerRole.Supervisor));
        var own = await ApprovedAsync("i1", "police", OfficerRole.Investigator);
        var foreign = await ApprovedAsync("i2", "customs", OfficerRole.Investigator);
        var budgets = Of(supervisor);

        (await budgets.RaiseAsync(Raise($"KAZ/{own.OfficerId}"), CancellationToken.None)).Limit.ShouldBe(900);
        await RefusedAsync(() => budgets.RaiseAsync(Raise($"KAZ/{foreign.OfficerId}"), CancellationToken.None));
        await RefusedAsync(() => budgets.RaiseAsync(Raise("*"), CancellationToken.None));
        await RefusedAsync(() => budgets.RaiseAsync(Raise($"UZB/{own.OfficerId}"), CancellationToken.None));
        (await budgets.ListAsync(CancellationToken.None)).Select(budget => budget.Subject).Distinct().ShouldBe([$"KAZ/{own.OfficerId}"]);
    }

    [Fact]
    public async Task Admin_RaisesAllButTheirOwn()
    {
        var officer = await ApprovedAsync("a1", "police", OfficerRole.Admin, OfficerRole.Investigator);
        var budgets = Of(NodeCaller.From(officer));

        (await budgets.RaiseAsync(Raise("UZB/o-1"), CancellationToken.None)).Raised!.Reason.ShouldBe("raid");
        var refused = await Should.ThrowAsync<FedHubException>(() => budgets.RaiseAsync(Raise($"KAZ/{officer.OfficerId}"), CancellationToken.None));
        refused.Refusal.Message.ShouldBe("Nobody changes what bounds their own searches; another administrator must.");
    }

    [Fact]
    public async Task Change_IsStatedWithWhoDidIt()
    {
        var officer = await ApprovedAsync("a2", "police", OfficerRole.Admin);

        await Of(NodeCaller.From(officer)).RaiseAsync(Raise("UZB/o-77"), CancellationToken.None);
        await _federation.Asker.Statements.FlushAsync(CancellationToken.None);

        var stated = _federation.Hub.Statements.Select(statement => statement.Json).Single(text => text.Contains("UZB/o-77", StringComparison.Ordinal));
        stated.ShouldContain("\"action\":\"budget-raised\"");
        stated.ShouldContain($"\"by\":\"{officer.OfficerId}\"");
        stated.ShouldContain("\"reason\":\"raid\"");
    }

    [Fact]
    public async Task Search_OverTheOwnBudget_IsRefusedBeforeItLeaves()
    {
        var officer = await _federation.ApprovedOfficerAsync(Purpose.Investigation);
        var subject = $"KAZ/{officer.OfficerId}";
        var book = _federation.Asker.Budgets;
        await book.ChangeAsync(new BudgetUse(BudgetScope.Investigator, subject, IdentifierClass.Phone, 1, 0), NodeCaller.OperatorName, CancellationToken.None);
        var first = (await _federation.PrepareAsync(new MatchSubject { Phones = ["+77011234567"] })).Search!;
        var second = (await _federation.PrepareAsync(new MatchSubject { Phones = ["+77011234567"] })).Search!;

        await TakeAsync(first);
        var refused = await Should.ThrowAsync<FedHubException>(() => TakeAsync(second));

        refused.Refusal.Code.ShouldBe(ErrorCode.OverBudget);
        refused.Refusal.Message.ShouldStartWith("Of your own node: The investigator's budget for UZB/");
        (await book.ListAsync(CancellationToken.None)).Single(budget => budget.Subject == subject && budget.Class == IdentifierClass.Phone).Used.ShouldBe(1);

        Task TakeAsync(PreparedSearch search) => _federation.Asker.OwnBudgets.TakeAsync(search, officer.OfficerId, officer.Agency, CancellationToken.None);
    }

    private static async Task RefusedAsync(Func<Task> action) => (await Should.ThrowAsync<FedHubException>(action)).Refusal.Code.ShouldBe(ErrorCode.RoleMissing);

    private BudgetUse Raise(string subject) => new(BudgetScope.Investigator, subject, IdentifierClass.Document, 900, 0)
    {
        Raised = new BudgetRaise(_federation.Clock.GetUtcNow().AddHours(8), "raid"),
    };

    private CallerBudgets Of(NodeCaller caller) => new(_federation.Asker.Budgets, _federation.Asker.Officers, TestFederation.Kaz, caller);

    private async Task<Officer> ApprovedAsync(string name, string agency, params OfficerRole[] roles)
    {
        using var key = SigningKey.Generate();
        var tlsKey = Digest.Of(System.Text.Encoding.UTF8.GetBytes(name));
        var officers = _federation.Asker.Officers;
        var officer = await officers.EnrolAsync(tlsKey, key.PublicKey, key.Sign(OfficerRegister.EnrolmentBytes(tlsKey)), agency, name, CancellationToken.None);
        return await officers.ApproveAsync(NodeCaller.Operator, officer.OfficerId, officer.Fingerprint, roles, [Purpose.Investigation], CancellationToken.None);
    }
}

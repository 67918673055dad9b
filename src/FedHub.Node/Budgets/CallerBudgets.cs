using FedHub.Cryptography.Match;
using FedHub.Node.Access;
using FedHub.Node.Officers;
using FedHub.Protocol;

namespace FedHub.Node.Budgets;

/// <summary>
/// The budgets as one caller may use them. A supervisor sees and raises those of the own agency's officers only, and nobody raises what
/// bounds their own searches.
/// </summary>
internal sealed class CallerBudgets(BudgetBook book, OfficerRegister officers, MemberId self, NodeCaller caller) : IBudgetBook
{
    /// <summary>Whether the caller's only right here is that of a supervisor.</summary>
    private bool IsSupervisor => !caller.IsOperator && !caller.HoldsRole(OfficerRole.Admin) && !caller.HoldsRole(OfficerRole.NationalAuditor);

    public async Task<IReadOnlyList<BudgetUse>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await book.ListAsync(cancellationToken);
        return IsSupervisor ? [.. all.Where(IsOfOwnAgency)] : all;
    }

    public Task<BudgetUse> SetAsync(BudgetUse wanted, CancellationToken cancellationToken) => book.ChangeAsync(Checked(wanted), caller.Name, cancellationToken);

    public Task<BudgetUse> RaiseAsync(BudgetUse wanted, CancellationToken cancellationToken) => book.ChangeAsync(Checked(wanted), caller.Name, cancellationToken);

    private BudgetUse Checked(BudgetUse wanted)
    {
        if (IsSupervisor && !IsOfOwnAgency(wanted))
        {
            throw new FedHubException(ErrorCode.RoleMissing, $"A supervisor raises budgets of investigators of the own agency, named {self}/OFFICER; an admin all others.");
        }

        if (BudgetScopes.IsOfOfficer(wanted.Scope) && OfficerOf(wanted.Subject) is { } officer && caller.IsSamePersonAs(officer))
        {
            throw new FedHubException(ErrorCode.RoleMissing, "Nobody changes what bounds their own searches; another administrator must.");
        }

        return wanted;
    }

    private bool IsOfOwnAgency(BudgetUse budget) => BudgetScopes.IsOfOfficer(budget.Scope)
        && OfficerOf(budget.Subject) is { } officer && string.Equals(officer.Agency, caller.Officer?.Agency, StringComparison.Ordinal);

    private Officer? OfficerOf(string subject) => subject.StartsWith($"{self}/", StringComparison.Ordinal)
        ? officers.All.FirstOrDefault(officer => string.Equals(officer.OfficerId, subject[(self.ToString().Length + 1)..], StringComparison.Ordinal))
        : null;
}

using FedHub.Cli.NodeAdmin;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Budget.V1;
using FedHub.Cryptography.Match;

namespace FedHub.Cli.Budgets;

/// <summary>Budgets as lines of text and of JSON; node and hub list them alike.</summary>
internal static class BudgetText
{
    public const string Header = "SCOPE         SUBJECT                         CLASS              USED      LIMIT";

    public static string Line(Budget budget)
    {
        var line = FormattableString.Invariant($"{budget.Scope,-13} {budget.Subject,-31} {ClassOf(budget),-15} {budget.Used,7} {budget.Limit,10}");
        return budget.RaisedUntilMs == 0 ? line : $"{line}  until {NodeText.Time(budget.RaisedUntilMs)}: {budget.Reason}";
    }

    public static string Json(Budget budget) => JsonLines.Write(json =>
    {
        json.WriteString("scope", budget.Scope);
        json.WriteString("subject", budget.Subject);
        json.WriteString("class", ClassOf(budget));
        json.WriteNumber("used", budget.Used);
        json.WriteNumber("limit", budget.Limit);
        json.WriteStringOrNull("raisedUntil", budget.RaisedUntilMs == 0 ? null : NodeText.Time(budget.RaisedUntilMs));
        json.WriteStringOrNull("reason", budget.RaisedUntilMs == 0 ? null : budget.Reason);
    });

    private static string ClassOf(Budget budget) => IdentifierClasses.TryFromNumber((int)budget.IdentifierClass, out var known) ? known.ToToken() : "unknown";
}

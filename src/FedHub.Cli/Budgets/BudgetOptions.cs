using System.CommandLine;
using FedHub.Contracts.Budget.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Cli.Budgets;

/// <summary>The options that name a budget and its limit.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<string> _scope = new("--scope") { Description = "investigator, agency or member; bulk-investigator, bulk-agency or bulk-member for bulk screenings.", Required = true };

    private readonly Option<string> _subject = new("--subject")
    {
        Description = "MEMBER/officer, MEMBER/agency or MEMBER; * for all that have no limit of their own.",
        DefaultValueFactory = _ => BudgetLedger.Everybody,
    };

    private readonly Option<string> _class = new("--class") { Description = "document, personal-number, phone, name, vehicle or account.", Required = true };

    private readonly Option<ulong> _limit = new("--limit") { Description = "Elements a day; parts a day for class name.", Required = true };

    public BudgetOptions()
    {
        _scope.AcceptOnlyFromAmong([.. Enum.GetValues<BudgetScope>().Select(BudgetScopes.Of)]);
        _class.AcceptOnlyFromAmong([.. IdentifierClasses.All.Select(known => known.ToToken())]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_scope);
        command.Options.Add(_subject);
        command.Options.Add(_class);
        command.Options.Add(_limit);
    }

    public Budget Read(ParseResult parsed) => new()
    {
        Scope = parsed.GetRequiredValue(_scope),
        Subject = parsed.GetRequiredValue(_subject),
        Limit = parsed.GetValue(_limit),
        IdentifierClass = IdentifierClasses.TryParse(parsed.GetRequiredValue(_class), out var known)
            ? (Contracts.Common.V1.IdentifierClass)(int)known
            : Contracts.Common.V1.IdentifierClass.Unspecified,
    };
}

using System.CommandLine;
using FedHub.Cryptography.Match;

namespace FedHub.Cli.NodeAdmin;

/// <summary>The options that name a budget and its limit.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<string> _class = new("--class") { Description = "document, personal-number, phone, name, vehicle or account.", Required = true };

    public BudgetOptions()
    {
        Scope.AcceptOnlyFromAmong("investigator", "agency", "member");
        _class.AcceptOnlyFromAmong([.. IdentifierClasses.All.Select(known => known.ToToken())]);
    }

    public Option<string> Scope { get; } = new("--scope") { Description = "investigator, agency or member.", Required = true };

    public Option<string> Subject { get; } = new("--subject")
    {
        Description = "The officer's pseudonym, the agency or the member; * for all that have no limit of their own.",
        DefaultValueFactory = _ => "*",
    };

    public Option<ulong> Limit { get; } = new("--limit") { Description = "Elements a day; parts a day for class name.", Required = true };

    public void AddTo(Command command)
    {
        command.Options.Add(Scope);
        command.Options.Add(Subject);
        command.Options.Add(_class);
        command.Options.Add(Limit);
    }

    public Contracts.Common.V1.IdentifierClass ClassOf(ParseResult parsed)
        => IdentifierClasses.TryParse(parsed.GetRequiredValue(_class), out var known)
            ? (Contracts.Common.V1.IdentifierClass)(int)known
            : Contracts.Common.V1.IdentifierClass.Unspecified;
}

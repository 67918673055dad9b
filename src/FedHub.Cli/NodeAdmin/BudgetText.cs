using FedHub.Cryptography.Match;

namespace FedHub.Cli.NodeAdmin;

/// <summary>Budgets as lines of text; node and hub list them alike.</summary>
internal static class BudgetText
{
    public const string Header = "SCOPE         SUBJECT               CLASS              USED      LIMIT";

    public static string Line(string scope, string subject, int identifierClass, ulong used, ulong limit)
    {
        var token = IdentifierClasses.TryFromNumber(identifierClass, out var known) ? known.ToToken() : "unknown";
        return FormattableString.Invariant($"{scope,-13} {subject,-21} {token,-15} {used,7} {limit,10}");
    }
}

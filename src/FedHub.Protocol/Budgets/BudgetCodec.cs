using FedHub.Contracts.Budget.V1;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>Budgets as messages and back.</summary>
public static class BudgetCodec
{
    private const int MaxSubjectLength = 200;
    private const ulong MaxLimit = 1_000_000_000;

    /// <summary>As a message.</summary>
    public static Budget ToProto(BudgetUse budget) => new()
    {
        Scope = BudgetScopes.Of(budget.Scope),
        Subject = budget.Subject,
        IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)budget.Class,
        Limit = (ulong)budget.Limit,
        Used = (ulong)budget.Used,
        RaisedUntilMs = budget.Raised?.Until.ToUnixTimeMilliseconds() ?? 0,
        Reason = budget.Raised?.Reason ?? "",
    };

    /// <summary>Reads a limit that is to be set.</summary>
    public static Checked<BudgetUse> ToDomain(Budget? message)
    {
        if (message is null || !BudgetScopes.TryParse(message.Scope, out var scope)
            || !IdentifierClasses.TryFromNumber((int)message.IdentifierClass, out var identifierClass)
            || message.Subject.Length is 0 or > MaxSubjectLength || message.Subject.Any(char.IsControl)
            || message.Limit > MaxLimit)
        {
            return new Refusal(
                ErrorCode.InvalidInput,
                "A budget has a scope (investigator, agency, member, the same with bulk- before it, or self-test), a subject or *, a class, and a limit of at most 1,000,000,000.");
        }

        return new BudgetUse(scope, message.Subject, identifierClass, (long)message.Limit, Used: 0);
    }

    /// <summary>Reads a limit that is to be raised for a while.</summary>
    public static Checked<BudgetUse> ToRaise(Budget? message, DateTimeOffset now)
    {
        if (!ToDomain(message).IsAccepted(out var budget, out var refusal))
        {
            return refusal;
        }

        if (message!.Reason.Trim().Length is 0 or > BudgetRaise.MaxReasonLength || message.Reason.Any(char.IsControl))
        {
            return new Refusal(ErrorCode.InvalidInput, "Say why, in one line of at most 200 characters and without anybody's name: it is logged.");
        }

        if (!UnixTime.TryRead(message.RaisedUntilMs, out var until) || until <= now || until > now + BudgetRaise.MaxDuration)
        {
            return new Refusal(ErrorCode.InvalidInput, "A budget is raised until a time in the next 31 days; `set` changes it for good.");
        }

        return budget with { Raised = new BudgetRaise(until, message.Reason.Trim()) };
    }
}

using Dapper;
using FedHub.Cryptography.Match;
using Microsoft.Data.Sqlite;

namespace FedHub.Protocol;

/// <summary>
/// Budgets a day in SQLite. All methods run inside the caller's transaction, so that a charge is durable together with what it
/// pays for, or not at all; where the connection's own transaction is the one, none need be given. Limits: the subject's own as raised for a
/// while, else its own, else the scope's <c>*</c> as raised, else the scope's <c>*</c>, else <see cref="BudgetDefaults"/>; and never more than
/// the charge itself permits.
/// </summary>
public static class BudgetLedger
{
    /// <summary>Subject of a limit that holds for all of a scope.</summary>
    public const string Everybody = "*";

    /// <summary>Tables, for the schema of hub and node.</summary>
    public const string Schema = """
        CREATE TABLE budget_use (
            day INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            subject TEXT NOT NULL,
            slot TEXT NOT NULL,
            class INTEGER NOT NULL,
            used INTEGER NOT NULL,
            PRIMARY KEY (day, scope, subject, slot)
        ) WITHOUT ROWID;
        CREATE TABLE budget_limit (
            scope INTEGER NOT NULL,
            subject TEXT NOT NULL,
            class INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY (scope, subject, class)
        ) WITHOUT ROWID;
        CREATE TABLE budget_raise (
            scope INTEGER NOT NULL,
            subject TEXT NOT NULL,
            class INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            until INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (scope, subject, class)
        ) WITHOUT ROWID;
        """;

    /// <summary>Takes all charges or none.</summary>
    /// <returns>Null when taken; else the refusal, which says when the budget is full again.</returns>
    public static Refusal? TryTake(SqliteConnection connection, SqliteTransaction? transaction, IReadOnlyCollection<BudgetCharge> charges, DateTimeOffset now)
    {
        var day = DayOf(now);
        foreach (var charge in charges)
        {
            var used = connection.ExecuteScalar<long>(
                "SELECT COALESCE((SELECT used FROM budget_use WHERE day = @day AND scope = @scope AND subject = @subject AND slot = @slot), 0)",
                new { day, scope = (int)charge.Scope, subject = charge.Subject, slot = charge.Slot.ToString() },
                transaction);
            var limit = LimitOf(connection, transaction, charge.Scope, charge.Subject, charge.Slot.Class, now).Amount;
            if (used + charge.Amount > Math.Min(limit, charge.Ceiling ?? limit))
            {
                return new Refusal(
                    ErrorCode.OverBudget,
                    $"The {BudgetScopes.Of(charge.Scope)}'s budget for {charge.Slot} is used up; an administrator can raise it.",
                    DateTimeOffset.UnixEpoch.AddDays(day + 1));
            }
        }

        foreach (var charge in charges)
        {
            connection.Execute(
                """
                INSERT INTO budget_use (day, scope, subject, slot, class, used) VALUES (@day, @scope, @subject, @slot, @class, @amount)
                ON CONFLICT (day, scope, subject, slot) DO UPDATE SET used = used + excluded.used
                """,
                new { day, scope = (int)charge.Scope, subject = charge.Subject, slot = charge.Slot.ToString(), @class = (int)charge.Slot.Class, amount = charge.Amount },
                transaction);
        }

        return null;
    }

    /// <summary>Sets a limit for good, or raises it for a while when it says so.</summary>
    public static void Change(SqliteConnection connection, SqliteTransaction? transaction, BudgetUse wanted)
    {
        if (wanted.Limit < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted.Limit, "A limit is not negative.");
        }

        connection.Execute(
            wanted.Raised is null
                ? "INSERT OR REPLACE INTO budget_limit (scope, subject, class, amount) VALUES (@scope, @Subject, @class, @Limit)"
                : "INSERT OR REPLACE INTO budget_raise (scope, subject, class, amount, until, reason) VALUES (@scope, @Subject, @class, @Limit, @until, @reason)",
            new
            {
                scope = (int)wanted.Scope,
                wanted.Subject,
                @class = (int)wanted.Class,
                wanted.Limit,
                until = wanted.Raised?.Until.ToUnixTimeMilliseconds(),
                reason = wanted.Raised?.Reason,
            },
            transaction);
    }

    /// <summary>One budget, with today's use.</summary>
    public static BudgetUse Find(SqliteConnection connection, SqliteTransaction? transaction, BudgetUse budget, DateTimeOffset now)
    {
        var used = connection.ExecuteScalar<long?>(
            "SELECT MAX(used) FROM budget_use WHERE day = @day AND scope = @scope AND subject = @Subject AND class = @class",
            new { day = DayOf(now), scope = (int)budget.Scope, budget.Subject, @class = (int)budget.Class },
            transaction);
        return Use(connection, transaction, ((long)budget.Scope, budget.Subject, (long)budget.Class, used ?? 0), now);
    }

    /// <summary>The limits for all, then every subject that has a limit of its own or used something today.</summary>
    public static IReadOnlyList<BudgetUse> List(SqliteConnection connection, SqliteTransaction? transaction, DateTimeOffset now)
    {
        var rows = connection.Query<(long Scope, string Subject, long Class, long Used)>(
            """
            SELECT scope, subject, class, MAX(used) FROM (
                SELECT scope, subject, class, used FROM budget_use WHERE day = @day
                UNION ALL SELECT scope, subject, class, 0 FROM budget_limit WHERE subject <> '*'
                UNION ALL SELECT scope, subject, class, 0 FROM budget_raise WHERE subject <> '*' AND until > @now)
            GROUP BY scope, subject, class ORDER BY scope, subject, class
            """,
            new { day = DayOf(now), now = now.ToUnixTimeMilliseconds() },
            transaction).ToList();
        var defaults = Enum.GetValues<BudgetScope>()
            .SelectMany(scope => IdentifierClasses.All.Select(identifierClass => ((long)scope, Everybody, (long)identifierClass, 0L)));
        return [.. defaults.Concat(rows).Select(row => Use(connection, transaction, row, now))];
    }

    /// <summary>Forgets days before yesterday, and raises that have ended.</summary>
    public static void Prune(SqliteConnection connection, SqliteTransaction? transaction, DateTimeOffset now)
    {
        connection.Execute("DELETE FROM budget_use WHERE day < @day", new { day = DayOf(now) - 1 }, transaction);
        connection.Execute("DELETE FROM budget_raise WHERE until <= @now", new { now = now.ToUnixTimeMilliseconds() }, transaction);
    }

    private static BudgetUse Use(
        SqliteConnection connection, SqliteTransaction? transaction, (long Scope, string Subject, long Class, long Used) row, DateTimeOffset now)
    {
        var scope = (BudgetScope)row.Scope;
        var identifierClass = (IdentifierClass)row.Class;
        var (limit, raised) = LimitOf(connection, transaction, scope, row.Subject, identifierClass, now);
        return new BudgetUse(scope, row.Subject, identifierClass, limit, row.Used) { Raised = raised };
    }

    private static (long Amount, BudgetRaise? Raised) LimitOf(
        SqliteConnection connection, SqliteTransaction? transaction, BudgetScope scope, string subject, IdentifierClass identifierClass, DateTimeOffset now)
    {
        var row = connection.QueryFirstOrDefault<(long Amount, long? Until, string? Reason)?>(
            """
            SELECT amount, until, reason FROM (
                SELECT subject, amount, until, reason FROM budget_raise WHERE scope = @scope AND class = @class AND subject IN (@subject, '*') AND until > @now
                UNION ALL SELECT subject, amount, NULL, NULL FROM budget_limit WHERE scope = @scope AND class = @class AND subject IN (@subject, '*'))
            ORDER BY subject = '*', until IS NULL LIMIT 1
            """,
            new { scope = (int)scope, @class = (int)identifierClass, subject, now = now.ToUnixTimeMilliseconds() },
            transaction);
        return row is not { } found
            ? (BudgetDefaults.LimitOf(scope, identifierClass), null)
            : (found.Amount, found.Until is { } until ? new BudgetRaise(DateTimeOffset.FromUnixTimeMilliseconds(until), found.Reason ?? "") : null);
    }

    private static long DayOf(DateTimeOffset now) => (long)(now - DateTimeOffset.UnixEpoch).TotalDays;
}

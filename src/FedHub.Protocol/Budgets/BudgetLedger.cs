using Dapper;
using FedHub.Cryptography.Match;
using Microsoft.Data.Sqlite;

namespace FedHub.Protocol;

/// <summary>
/// Budgets a day in SQLite. All methods run inside the caller's transaction, so that a charge is durable together with what it
/// pays for, or not at all; where the connection's own transaction is the one, none need be given. Limits: the subject's own, else the
/// scope's <c>*</c>, else <see cref="BudgetDefaults"/>.
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
            if (used + charge.Amount > LimitOf(connection, transaction, charge.Scope, charge.Subject, charge.Slot.Class))
            {
                return new Refusal(
                    ErrorCode.OverBudget,
                    $"The {Word(charge.Scope)} budget for {charge.Slot} is used up; an administrator can raise it.",
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

    /// <summary>Sets the limit of one subject, or of all with <see cref="Everybody"/>.</summary>
    public static void SetLimit(
        SqliteConnection connection, SqliteTransaction? transaction, BudgetScope scope, string subject, IdentifierClass identifierClass, long amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        connection.Execute(
            "INSERT INTO budget_limit (scope, subject, class, amount) VALUES (@scope, @subject, @class, @amount) "
            + "ON CONFLICT (scope, subject, class) DO UPDATE SET amount = excluded.amount",
            new { scope = (int)scope, subject, @class = (int)identifierClass, amount },
            transaction);
    }

    /// <summary>The limits for all, then every subject that has a limit of its own or used something today.</summary>
    public static IReadOnlyList<BudgetUse> List(SqliteConnection connection, SqliteTransaction? transaction, DateTimeOffset now)
    {
        var rows = connection.Query<(long Scope, string Subject, long Class, long Used)>(
            """
            SELECT scope, subject, class, MAX(used) FROM (
                SELECT scope, subject, class, used FROM budget_use WHERE day = @day
                UNION ALL SELECT scope, subject, class, 0 FROM budget_limit WHERE subject <> '*')
            GROUP BY scope, subject, class ORDER BY scope, subject, class
            """,
            new { day = DayOf(now) },
            transaction).ToList();
        var defaults = Enum.GetValues<BudgetScope>()
            .SelectMany(scope => IdentifierClasses.All.Select(identifierClass => ((long)scope, Everybody, (long)identifierClass, 0L)));
        return [.. defaults.Concat(rows).Select(row => Use(connection, transaction, row))];
    }

    /// <summary>Forgets days before yesterday.</summary>
    public static void Prune(SqliteConnection connection, SqliteTransaction? transaction, DateTimeOffset now) =>
        connection.Execute("DELETE FROM budget_use WHERE day < @day", new { day = DayOf(now) - 1 }, transaction);

    private static BudgetUse Use(SqliteConnection connection, SqliteTransaction? transaction, (long Scope, string Subject, long Class, long Used) row)
    {
        var scope = (BudgetScope)row.Scope;
        var identifierClass = (IdentifierClass)row.Class;
        return new BudgetUse(scope, row.Subject, identifierClass, LimitOf(connection, transaction, scope, row.Subject, identifierClass), row.Used);
    }

    private static long LimitOf(SqliteConnection connection, SqliteTransaction? transaction, BudgetScope scope, string subject, IdentifierClass identifierClass) =>
        connection.ExecuteScalar<long?>(
            "SELECT amount FROM budget_limit WHERE scope = @scope AND class = @class AND subject IN (@subject, '*') ORDER BY subject = '*' LIMIT 1",
            new { scope = (int)scope, @class = (int)identifierClass, subject },
            transaction)
        ?? BudgetDefaults.LimitOf(scope, identifierClass);

    private static long DayOf(DateTimeOffset now) => (long)(now - DateTimeOffset.UnixEpoch).TotalDays;

    private static string Word(BudgetScope scope) => scope switch
    {
        BudgetScope.Investigator => "investigator's",
        BudgetScope.Agency => "agency's",
        BudgetScope.Member => "member's",
        _ => "self-test's",
    };
}

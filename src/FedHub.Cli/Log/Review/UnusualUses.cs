using System.Globalization;
using FedHub.Cli.Log.Index;

namespace FedHub.Cli.Log.Review;

/// <summary>Reads the index for use that a person should look at: who asks most, what was refused, bursts, searches out of hours.</summary>
internal static class UnusualUses
{
    private const int MaxQueries = 10;
    private const string Searches = "kind = 'query-submitted' AND time_ms >= $from AND time_ms < $until";

    public static IEnumerable<UnusualUse> Of(LogIndex index, UnusualSettings settings) =>
        [.. TopAskers(index, settings), .. Refusals(index, settings), .. Bursts(index, settings), .. OutOfHours(index, settings)];

    private static IEnumerable<UnusualUse> TopAskers(LogIndex index, UnusualSettings settings)
    {
        using var command = index.Command(
            $"""
            SELECT member, officer, agency, count(*), (SELECT COALESCE(sum(keys), 0) FROM part JOIN entry AS e USING (idx)
                WHERE e.member = entry.member AND e.officer = entry.officer AND e.{Searches.Replace(" AND ", " AND e.", StringComparison.Ordinal)})
            FROM entry WHERE {Searches} AND officer <> '' GROUP BY member, officer, agency ORDER BY 4 DESC, 1, 2 LIMIT $top
            """,
            ("$from", settings.FromMs), ("$until", settings.UntilMs), ("$top", settings.Top));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (who, count, keys) = ($"{reader.GetString(0)}/{reader.GetString(1)}", reader.GetInt64(3), reader.GetInt64(4));
            yield return new UnusualUse("most searches", who, count, FormattableString.Invariant($"{count} searches with {keys} elements, {reader.GetString(2)}"), []);
        }
    }

    private static IEnumerable<UnusualUse> Refusals(LogIndex index, UnusualSettings settings)
    {
        using var command = index.Command(
            """
            SELECT CASE WHEN kind IN ('answer-delivered', 'disclosure-answered') THEN origin ELSE member END AS who, officer, kind,
                CASE WHEN outcome <> '' THEN outcome ELSE kind END AS what, count(*), group_concat(query, ' ')
            FROM entry WHERE time_ms >= $from AND time_ms < $until
                AND (kind IN ('budget-refused', 'attempt-refused') OR (outcome <> '' AND outcome <> 'ANSWERED'))
            GROUP BY who, officer, kind, what ORDER BY 5 DESC, 1, 2, 4 LIMIT $top
            """,
            ("$from", settings.FromMs), ("$until", settings.UntilMs), ("$top", settings.Top));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var officer = reader.GetString(1);
            yield return new UnusualUse(
                "refusals",
                officer.Length == 0 ? reader.GetString(0) : $"{reader.GetString(0)}/{officer}",
                reader.GetInt64(4),
                FormattableString.Invariant($"{reader.GetInt64(4)} × {reader.GetString(3)} ({reader.GetString(2)})"),
                Some(reader.IsDBNull(5) ? "" : reader.GetString(5)));
        }
    }

    private static IEnumerable<UnusualUse> Bursts(LogIndex index, UnusualSettings settings)
    {
        foreach (var officer in ByOfficer(index, settings).GroupBy(search => search.Who, StringComparer.Ordinal))
        {
            var times = officer.ToList();
            var (best, at) = (0, 0);
            for (int first = 0, last = 0; last < times.Count; last++)
            {
                while (times[last].At - times[first].At > settings.BurstWindow)
                {
                    first++;
                }

                if (last - first + 1 > best)
                {
                    (best, at) = (last - first + 1, first);
                }
            }

            if (best >= settings.BurstCount)
            {
                yield return new UnusualUse(
                    "bursts",
                    officer.Key,
                    best,
                    FormattableString.Invariant($"{best} searches within {settings.BurstWindow.TotalMinutes:0} minutes from {times[at].At:yyyy-MM-dd HH:mm} UTC on"),
                    [.. times.Skip(at).Take(Math.Min(best, MaxQueries)).Select(search => search.Query)]);
            }
        }
    }

    private static IEnumerable<UnusualUse> OutOfHours(LogIndex index, UnusualSettings settings)
    {
        foreach (var officer in ByOfficer(index, settings).Where(search => IsOutOfHours(search.At, settings)).GroupBy(search => search.Who, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Take(settings.Top))
        {
            yield return new UnusualUse(
                "out of hours",
                officer.Key,
                officer.Count(),
                FormattableString.Invariant($"{officer.Count()} searches at night or on a week-end, the first at {officer.First().At:yyyy-MM-dd HH:mm} UTC"),
                [.. officer.Take(MaxQueries).Select(search => search.Query)]);
        }
    }

    private static bool IsOutOfHours(DateTimeOffset at, UnusualSettings settings)
    {
        var local = at.ToOffset(settings.UtcOffset);
        return local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || local.Hour < settings.FirstHour || local.Hour >= settings.LastHour;
    }

    private static List<(string Who, string Query, DateTimeOffset At)> ByOfficer(LogIndex index, UnusualSettings settings)
    {
        using var command = index.Command(
            $"SELECT member, officer, query, time_ms FROM entry WHERE {Searches} AND officer <> '' ORDER BY member, officer, time_ms, idx",
            ("$from", settings.FromMs), ("$until", settings.UntilMs));
        using var reader = command.ExecuteReader();
        var found = new List<(string, string, DateTimeOffset)>();
        while (reader.Read())
        {
            found.Add(($"{reader.GetString(0)}/{reader.GetString(1)}", reader.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3))));
        }

        return found;
    }

    private static IReadOnlyList<string> Some(string queries) =>
        [.. queries.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(MaxQueries)];

    /// <summary>Reads an offset such as <c>+05:00</c>.</summary>
    public static bool TryParseOffset(string text, out TimeSpan offset)
    {
        offset = default;
        return text.Length == 6 && text[0] is '+' or '-'
            && TimeSpan.TryParseExact(text[1..], "hh\\:mm", CultureInfo.InvariantCulture, text[0] == '-' ? TimeSpanStyles.AssumeNegative : TimeSpanStyles.None, out offset)
            && offset.Duration() <= TimeSpan.FromHours(14);
    }
}

using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Index;

namespace FedHub.Cli.Log.Review;

/// <summary>A month of the log in numbers, with what can be said of its completeness.</summary>
internal sealed class MonthReport
{
    private MonthReport(string month, ServedCheckpoint checkpoint)
    {
        Month = month;
        Checkpoint = checkpoint;
    }

    public string Month { get; }

    public ServedCheckpoint Checkpoint { get; }

    /// <summary>First and last entry of the month; null when there is none.</summary>
    public (long First, long Last)? Range { get; private init; }

    /// <summary>Entries of other months between the two: times are the hub's at submission, the order is the log's.</summary>
    public long Between { get; private init; }

    /// <summary>The first entry of a later time behind all of the month, which closes it; null while the log has none.</summary>
    public long? ClosedBy { get; private init; }

    public OpeningsCount Forms { get; private init; }

    public IReadOnlyList<(string Name, long Count)> Kinds { get; private init; } = [];

    public IReadOnlyList<(string Name, long Count)> Purposes { get; private init; } = [];

    /// <summary>Who asked whom, with the number of searches and of elements.</summary>
    public IReadOnlyList<(string Origin, string Asked, long Searches, long Elements)> Pairs { get; private init; } = [];

    public IReadOnlyList<(string Name, long Count)> Outcomes { get; private init; } = [];

    public static MonthReport Of(LogIndex index, string month, ServedCheckpoint checkpoint)
    {
        var (from, until) = AuditTime.Month(month);
        (string, object)[] period = [("$from", from.ToUnixTimeMilliseconds()), ("$until", until.ToUnixTimeMilliseconds())];
        const string In = "time_ms >= $from AND time_ms < $until";
        var range = Numbers(index, $"SELECT min(idx), max(idx), count(*) FROM entry WHERE {In}", period);

        // Behind all of the month: a clock that was ahead for an hour closes nothing.
        var closing = Numbers(
            index, $"SELECT min(idx) FROM entry WHERE time_ms >= $until AND idx > (SELECT coalesce(max(idx), -1) FROM entry WHERE {In})", period);
        return new MonthReport(month, checkpoint)
        {
            Range = range[0] is { } first && range[1] is { } last ? (first, last) : null,
            Between = range[0] is { } start && range[1] is { } end ? end - start + 1 - range[2]!.Value : 0,
            ClosedBy = closing[0],
            Forms = Count(index, $"SELECT form, count(*) FROM entry WHERE {In} GROUP BY form", period),
            Kinds = Counts(index, $"SELECT kind, count(*) FROM entry WHERE {In} AND kind <> '' GROUP BY kind ORDER BY 2 DESC, 1", period),
            Purposes = Counts(index, $"SELECT purpose, count(*) FROM entry WHERE {In} AND kind = 'query-submitted' GROUP BY purpose ORDER BY 2 DESC, 1", period),
            Outcomes = Counts(index, $"SELECT kind || ' ' || outcome, count(*) FROM entry WHERE {In} AND outcome <> '' GROUP BY 1 ORDER BY 2 DESC, 1", period),
            Pairs = ReadPairs(index, period),
        };
    }

    private static List<(string, string, long, long)> ReadPairs(LogIndex index, (string, object)[] period)
    {
        using var command = index.Command(
            """
            SELECT member, substr(slot, 1, 3), count(DISTINCT idx), sum(keys) FROM entry JOIN part USING (idx)
            WHERE time_ms >= $from AND time_ms < $until AND kind = 'query-submitted' GROUP BY 1, 2 ORDER BY 1, 2
            """,
            period);
        using var reader = command.ExecuteReader();
        var pairs = new List<(string, string, long, long)>();
        while (reader.Read())
        {
            pairs.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        }

        return pairs;
    }

    private static long?[] Numbers(LogIndex index, string sql, (string, object)[] period)
    {
        using var command = index.Command(sql, period);
        using var reader = command.ExecuteReader();
        reader.Read();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? default(long?) : reader.GetInt64(i))];
    }

    private static List<(string, long)> Counts(LogIndex index, string sql, (string, object)[] period)
    {
        using var command = index.Command(sql, period);
        using var reader = command.ExecuteReader();
        var counts = new List<(string, long)>();
        while (reader.Read())
        {
            counts.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return counts;
    }

    private static OpeningsCount Count(LogIndex index, string sql, (string, object)[] period)
    {
        using var command = index.Command(sql, period);
        using var reader = command.ExecuteReader();
        var forms = new long[4];
        while (reader.Read())
        {
            forms[reader.GetInt32(0)] = reader.GetInt64(1);
        }

        return new OpeningsCount(forms[1], forms[2], forms[3], forms[0]);
    }
}

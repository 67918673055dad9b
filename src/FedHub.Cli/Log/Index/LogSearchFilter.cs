namespace FedHub.Cli.Log.Index;

/// <summary>What entries are looked for; null for anything.</summary>
internal sealed record LogSearchFilter
{
    public string? Member { get; init; }

    public string? Officer { get; init; }

    public string? Agency { get; init; }

    public string? Purpose { get; init; }

    public string? Kind { get; init; }

    public string? Outcome { get; init; }

    public string? Query { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>The condition over <c>entry</c> and its parameters.</summary>
    public (string Sql, (string Name, object Value)[] Parameters) ToSql()
    {
        var conditions = new List<string>();
        var parameters = new List<(string, object)>();
        Add("idx IN (SELECT idx FROM party WHERE member = $party)", "$party", Member);
        Add("officer = $officer", "$officer", Officer);
        Add("agency = $agency", "$agency", Agency);
        Add("purpose = $purpose", "$purpose", Purpose);
        Add("kind = $kind", "$kind", Kind);
        Add("outcome = $outcome", "$outcome", Outcome);
        Add("query = $query", "$query", Query);
        Add("time_ms >= $from", "$from", From?.ToUnixTimeMilliseconds());
        Add("time_ms < $until", "$until", Until?.ToUnixTimeMilliseconds());
        return (conditions.Count == 0 ? "1 = 1" : string.Join(" AND ", conditions), [.. parameters]);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                parameters.Add((name, value));
            }
        }
    }
}

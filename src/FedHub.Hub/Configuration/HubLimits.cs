namespace FedHub.Hub;

/// <summary>How much the hub takes before it refuses. Every default is stated at its property.</summary>
public sealed record HubLimits
{
    /// <summary>How long a member may take to answer before it counts as unreachable. Default 5 seconds, at most 30.</summary>
    public double AnswerDeadlineSeconds { get; init; } = 5;

    /// <summary>The same for a disclosure request. Default 10 seconds, at most 30.</summary>
    public double DisclosureDeadlineSeconds { get; init; } = 10;

    /// <summary>Interactive queries of one member that are not completed. Default 256.</summary>
    public int OpenQueriesPerMember { get; init; } = 256;

    /// <summary>Waiting queries of one member that are not completed; its node keeps a call open for each. Default 256.</summary>
    public int WaitingQueriesPerMember { get; init; } = 256;

    /// <summary>Letters of one member that nobody has taken. Default 10,000.</summary>
    public int HeldLettersPerMember { get; init; } = 10_000;

    /// <summary>Disclosure requests of one member without an answer. Default 256.</summary>
    public int OpenDisclosuresPerMember { get; init; } = 256;

    /// <summary>Calls of one member that run at the same time, streams included. Default 512.</summary>
    public int CallsPerMember { get; init; } = 512;

    /// <summary>Deliveries queued on one stream; a node that falls further behind has to open it again. Default 1,024.</summary>
    public int StreamBacklog { get; init; } = 1024;

    /// <summary>Filter uploads of one member at the same time. Default 2.</summary>
    public int UploadsPerMember { get; init; } = 2;

    /// <summary>Size of one filter file in bytes. Default 2 GiB.</summary>
    public long FilterFileBytes { get; init; } = 2L << 30;

    /// <summary>TLS connections in all. Default 512.</summary>
    public int Connections { get; init; } = 512;

    /// <summary>How long sealed parts and answers are kept after the query's lifetime. Default 24 hours, at least 1.</summary>
    public int ContentRetentionHours { get; init; } = 24;

    /// <summary>Refused attempts of one member a minute that are logged one by one; further ones are summed up. Default 60.</summary>
    public int LoggedRefusalsPerMinute { get; init; } = 60;

    internal TimeSpan AnswerDeadline => TimeSpan.FromSeconds(AnswerDeadlineSeconds);

    internal TimeSpan DisclosureDeadline => TimeSpan.FromSeconds(DisclosureDeadlineSeconds);

    internal TimeSpan ContentRetention => TimeSpan.FromHours(ContentRetentionHours);

    /// <summary>The first limit that makes no sense, as a sentence; null when all do.</summary>
    internal string? FirstFault()
    {
        (string Name, double Value, double Min, double Max)[] rules =
        [
            ("answerDeadlineSeconds", AnswerDeadlineSeconds, 0.1, 30),
            ("disclosureDeadlineSeconds", DisclosureDeadlineSeconds, 0.1, 30),
            ("openQueriesPerMember", OpenQueriesPerMember, 1, 100_000),
            ("waitingQueriesPerMember", WaitingQueriesPerMember, 1, 100_000),
            ("heldLettersPerMember", HeldLettersPerMember, 1, 1_000_000),
            ("openDisclosuresPerMember", OpenDisclosuresPerMember, 1, 100_000),
            ("callsPerMember", CallsPerMember, 8, 100_000),
            ("streamBacklog", StreamBacklog, 16, 100_000),
            ("uploadsPerMember", UploadsPerMember, 1, 64),
            ("filterFileBytes", FilterFileBytes, 1 << 16, 1L << 40),
            ("connections", Connections, 8, 100_000),
            ("contentRetentionHours", ContentRetentionHours, 1, 8_760),
            ("loggedRefusalsPerMinute", LoggedRefusalsPerMinute, 1, 10_000),
        ];
        return rules
            .Where(rule => !(rule.Value >= rule.Min && rule.Value <= rule.Max))
            .Select(rule => FormattableString.Invariant($"limits.{rule.Name} must be between {rule.Min} and {rule.Max}."))
            .FirstOrDefault();
    }
}

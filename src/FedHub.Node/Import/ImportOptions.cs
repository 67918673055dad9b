namespace FedHub.Node.Import;

/// <summary>How one import goes.</summary>
public sealed record ImportOptions
{
    /// <summary>Parse and validate only; nothing is written. Default false.</summary>
    public bool DryRun { get; init; }

    /// <summary>Records a durable batch. Default 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Threads that derive and stretch keys; 0 means one for each core. Default 0.</summary>
    public int Threads { get; init; }

    /// <summary>Findings kept in the report; further ones are only counted. All are sent as progress. Default 1,000.</summary>
    public int MaxFindings { get; init; } = 1000;

    /// <summary>Tells sources of one mapping apart, such as a database and its query. Default: a file, which is recognised by its content.</summary>
    public string Source { get; init; } = "";

    /// <summary>Goes on behind this line, as <see cref="RecordImporter.FindPointAsync"/> gave it and the caller found the file to be the same. Default 0: from the beginning.</summary>
    public long ResumeAfterLine { get; init; }
}

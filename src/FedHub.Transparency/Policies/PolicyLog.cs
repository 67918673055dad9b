namespace FedHub.Transparency;

/// <summary>A log that a policy knows.</summary>
/// <param name="Key">What its checkpoints are verified with; its name is the log's origin.</param>
/// <param name="Url">Where the log is served; null when the policy does not say.</param>
public sealed record PolicyLog(NoteVerificationKey Key, string? Url)
{
    /// <summary>The first line of its checkpoints.</summary>
    public string Origin => Key.Name.ToString();
}

namespace FedHub.Federation.Tests.Walks;

/// <summary>One fenced block of a guide that does something, with the output that the guide prints below it.</summary>
/// <param name="Kind">What to do with it.</param>
/// <param name="Body">Script, or content of the file.</param>
/// <param name="Line">First line of the body in the guide, from 1.</param>
internal sealed record WalkStep(WalkKind Kind, string Body, int Line)
{
    /// <summary>Name of the file that a block shows.</summary>
    public string File { get; init; } = "";

    /// <summary>What the guide says that comes out; null when it prints nothing.</summary>
    public string? Expected { get; init; }

    /// <summary>First line of the expected text in the guide; 0 without one.</summary>
    public int ExpectedLine { get; init; }
}

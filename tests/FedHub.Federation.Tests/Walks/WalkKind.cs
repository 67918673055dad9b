namespace FedHub.Federation.Tests.Walks;

/// <summary>What a fenced block of a guide is for. The block's info string says it: <c>sh</c>, <c>sh until</c>, <c>sh service</c>, <c>csv NAME</c>.</summary>
internal enum WalkKind
{
    /// <summary>Runs once; what it prints is compared whole.</summary>
    Run,

    /// <summary>Runs until it prints what is expected: for what takes effect a moment later.</summary>
    RunUntil,

    /// <summary>Starts and stays; goes on when the expected lines have appeared, in this order, among others.</summary>
    Service,

    /// <summary>A file that the reader makes.</summary>
    File,
}

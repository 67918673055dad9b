namespace FedHub.Transparency.Tests;

/// <summary>How a call to a store goes wrong.</summary>
public enum FaultMode
{
    /// <summary>It throws and nothing was done.</summary>
    NotApplied,

    /// <summary>It is done, and throws.</summary>
    AppliedButError,

    /// <summary>It throws, and is done later.</summary>
    DelayedApply,
}

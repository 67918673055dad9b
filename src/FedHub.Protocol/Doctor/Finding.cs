namespace FedHub.Protocol;

/// <summary>One thing that a doctor looked at.</summary>
/// <param name="Code">Stable word for scripts, such as <c>clock-skew</c>; <c>docs/doctor.md</c> lists them.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="What">What is so; never an identifier, name or key.</param>
/// <param name="Remedy">What to do next; empty when nothing.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string What, string Remedy)
{
    /// <summary>All is well.</summary>
    public static Finding Ok(string code, string what) => new(code, FindingSeverity.Ok, what, "");

    /// <summary>Could not be looked at.</summary>
    public static Finding NotChecked(string code, string what, string remedy) => new(code, FindingSeverity.NotChecked, what, remedy);

    /// <summary>Will go wrong, or goes badly.</summary>
    public static Finding Warning(string code, string what, string remedy) => new(code, FindingSeverity.Warning, what, remedy);

    /// <summary>Is wrong.</summary>
    public static Finding Error(string code, string what, string remedy) => new(code, FindingSeverity.Error, what, remedy);
}

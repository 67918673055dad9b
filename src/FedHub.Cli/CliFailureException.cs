namespace FedHub.Cli;

/// <summary>Ends a command: says what failed, why, and what to do next. None of them may hold an identifier, a name or a key.</summary>
internal sealed class CliFailureException(ExitCode exitCode, string what, string? why = null, string? next = null, Exception? inner = null)
    : Exception(what, inner)
{
    public ExitCode ExitCode { get; } = exitCode;

    public string? Why { get; } = why;

    public string? Next { get; } = next;

    public static CliFailureException Usage(string what, string? next = null) => new(ExitCode.Usage, what, next: next);
}

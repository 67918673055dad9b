namespace FedHub.Cli.Search;

/// <summary>Something the officer should know about what was typed; never repeats it.</summary>
internal sealed record SearchWarning(string Field, string Message, bool NeedsConfirmation);

namespace FedHub.Node.Gateway;

/// <summary>Something the officer should know about what was typed.</summary>
/// <param name="Field">Field.</param>
/// <param name="Code">Stable code in kebab case.</param>
/// <param name="Message">For people; never repeats what was typed.</param>
/// <param name="NeedsConfirmation">Whether the search goes on only as typed.</param>
internal sealed record SearchWarning(string Field, string Code, string Message, bool NeedsConfirmation);

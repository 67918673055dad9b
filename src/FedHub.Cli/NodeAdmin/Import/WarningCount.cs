namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>How often a warning came.</summary>
/// <param name="Column">Column.</param>
/// <param name="Code">What it is about.</param>
/// <param name="FirstLine">Where it came first.</param>
/// <param name="Reason">What was said there.</param>
/// <param name="Count">How often.</param>
internal sealed record WarningCount(string Column, string Code, long FirstLine, string Reason, long Count);

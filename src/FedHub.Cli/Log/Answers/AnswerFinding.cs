namespace FedHub.Cli.Log.Answers;

/// <summary>A point in which the hub's log and a node's own log do not agree.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="HubEntry">Index in the hub's log; null when it has none.</param>
/// <param name="NodeEntry">Index in the node's log; null when it has none.</param>
/// <param name="Subject">Query id, request digest or letter id.</param>
/// <param name="Slot">Of a query; empty for all else.</param>
internal sealed record AnswerFinding(AnswerFindingKind Kind, long? HubEntry, long? NodeEntry, string Subject, string Slot);

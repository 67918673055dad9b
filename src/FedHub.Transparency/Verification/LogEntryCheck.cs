namespace FedHub.Transparency;

/// <summary>Whether these bytes are an entry of the log's form.</summary>
public delegate bool LogEntryCheck(ReadOnlySpan<byte> entry);

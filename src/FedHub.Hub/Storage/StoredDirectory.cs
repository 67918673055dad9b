namespace FedHub.Hub;

/// <summary>A directory in force, as it is stored.</summary>
/// <param name="Envelope">Its encoded envelope.</param>
/// <param name="LogIndex">Index of its log entry.</param>
/// <param name="Witnessed">The checkpoint, with cosignatures, by which it took effect; null when no quorum was asked for, or none was waited for.</param>
internal sealed record StoredDirectory(byte[] Envelope, long LogIndex, byte[]? Witnessed);

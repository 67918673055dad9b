using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>A manifest as logged.</summary>
/// <param name="Envelope">The Manifest's envelope, encoded.</param>
/// <param name="Receipt">Its log entry.</param>
internal sealed record StoredManifest(byte[] Envelope, LogReceipt Receipt);

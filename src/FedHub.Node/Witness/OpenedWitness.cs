using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Node.Witness;

/// <summary>The witness of the log that the directory lists.</summary>
/// <param name="LogKey">The log's key, as listed.</param>
/// <param name="Witness">What has been verified of it.</param>
internal sealed record OpenedWitness(VerificationKey LogKey, LogWitness Witness);

using System.Runtime.InteropServices;

namespace FedHub.Cryptography;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">Which key is said to have made it: a hint for the look-up, itself not signed.</param>
/// <param name="Signature">Ed25519 over the pre-authentication encoding.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EnvelopeSignature(KeyId KeyId, Signature Signature);

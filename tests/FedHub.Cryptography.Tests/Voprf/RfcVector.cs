namespace FedHub.Cryptography.Tests;

internal sealed record RfcVector(
    byte[][] Inputs, byte[][] Blinds, byte[][] Blinded, byte[][] Evaluated, byte[][] Outputs, byte[]? Proof, byte[]? Nonce, byte[]? Info);

namespace FedHub.Cryptography.Tests;

internal sealed record RfcSuite(int Mode, byte[] Seed, byte[] KeyInfo, byte[] PrivateKey, byte[]? PublicKey, IReadOnlyList<RfcVector> Vectors);

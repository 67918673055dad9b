namespace FedHub.Cryptography;

/// <summary>What a key file keeps to derive its key from a passphrase.</summary>
internal sealed record PassphraseSalt(PassphraseCost Cost, byte[] Salt);

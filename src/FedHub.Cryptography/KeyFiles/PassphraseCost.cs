using System.Runtime.InteropServices;

namespace FedHub.Cryptography;

/// <summary>What deriving a key from a passphrase costs, and so what each guess costs.</summary>
/// <param name="Passes">Passes over the memory, 1 to 10.</param>
/// <param name="MemoryMebibytes">Memory in MiB, 1 to 1024.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PassphraseCost(int Passes, int MemoryMebibytes)
{
    /// <summary>libsodium's "moderate": 3 passes over 256 MiB, about 0.7 s. The default.</summary>
    public static readonly PassphraseCost Moderate = new(3, 256);

    /// <summary>Whether both are in range, so that a forged file cannot ask for all memory.</summary>
    internal bool IsInRange => Passes is >= 1 and <= 10 && MemoryMebibytes is >= 1 and <= 1024;
}

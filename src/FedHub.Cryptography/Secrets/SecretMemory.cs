using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>
/// Memory from <c>sodium_malloc</c>: between guard pages, locked where the system allows, left out of core dumps, wiped when freed.
/// </summary>
internal sealed class SecretMemory : SafeHandle
{
    public SecretMemory(int length)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        Length = length;
        SetHandle(Sodium.sodium_malloc((nuint)length));
        if (IsInvalid)
        {
            throw new CryptographicException("No protected memory is left for a secret.");
        }
    }

    public override bool IsInvalid => handle == 0;

    internal int Length { get; }

    internal nint Address => handle;

    protected override bool ReleaseHandle()
    {
        // sodium_free overwrites the memory with zeros first.
        Sodium.sodium_free(handle);
        return true;
    }
}

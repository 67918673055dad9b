using System.Runtime.InteropServices;

namespace FedHub.Cryptography;

/// <summary>What came of reading a key file.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Secret">The secret, owned by the caller, if and only if the status is <see cref="KeyFileStatus.Ok"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeyFileResult(KeyFileStatus Status, SecretBytes? Secret)
{
    /// <summary>The status, never the secret.</summary>
    public override string ToString() => Status.ToString();
}

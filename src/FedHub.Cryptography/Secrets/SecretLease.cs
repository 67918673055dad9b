namespace FedHub.Cryptography;

/// <summary>Holds a secret's memory in place while its bytes are used; the memory is freed after the last lease ends.</summary>
/// <remarks>Without it, disposing a key on one thread would free memory that another thread reads.</remarks>
public readonly ref struct SecretLease : IDisposable
{
    private readonly SecretMemory _memory;

    internal SecretLease(SecretMemory memory)
    {
        var added = false;
        memory.DangerousAddRef(ref added);
        _memory = memory;
    }

    /// <summary>The secret itself. It must not outlive the lease, nor be copied to memory that nobody wipes.</summary>
    public ReadOnlySpan<byte> Bytes => Writable;

    internal unsafe Span<byte> Writable => new((void*)_memory.Address, _memory.Length);

    /// <summary>Ends the lease.</summary>
    public void Dispose() => _memory?.DangerousRelease();
}

using System.Security.Cryptography;

namespace FedHub.Cryptography;

/// <summary>The random scalar that hides one input from the evaluator (RFC 9497 §3.3.1). Used for one element, then wiped.</summary>
public sealed class Blind : IDisposable
{
    /// <summary>32 bytes.</summary>
    public const int Size = Ristretto255.ScalarSize;

    // A search makes thousands of these: pinned memory, which the collector never copies, costs no system calls.
    private readonly byte[] _scalar = GC.AllocateUninitializedArray<byte>(Size, pinned: true);

    private bool _disposed;

    private Blind()
    {
    }

#pragma warning disable MA0055 // A wiped secret is worth a finalizer, and the array it touches has none of its own.
    /// <summary>Wipes what an owner forgot.</summary>
    ~Blind() => CryptographicOperations.ZeroMemory(_scalar);
#pragma warning restore MA0055

    internal ReadOnlySpan<byte> Scalar
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _scalar;
        }
    }

    /// <summary>A uniformly random non-zero scalar.</summary>
    public static Blind Random()
    {
        var blind = new Blind();
        Ristretto255.RandomScalar(blind._scalar);
        return blind;
    }

    /// <summary>Takes back what <see cref="Export"/> gave.</summary>
    /// <exception cref="CryptographicException">Not 32 bytes, zero, or not below the order of the group.</exception>
    public static Blind Import(ReadOnlySpan<byte> scalar)
    {
        if (scalar.Length != Size || !scalar.ContainsAnyExcept((byte)0) || !Ristretto255.IsCanonicalScalar(scalar))
        {
            throw new CryptographicException("Not a blind.");
        }

        var blind = new Blind();
        scalar.CopyTo(blind._scalar);
        return blind;
    }

    /// <summary>Copies the 32 bytes out, to be stored encrypted until the answer comes.</summary>
    public void Export(Span<byte> destination)
    {
        Scalar.CopyTo(destination);
        GC.KeepAlive(this);
    }

    /// <summary>Wipes the scalar.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_scalar);
        GC.SuppressFinalize(this);
    }

    /// <summary>The name of the type, never the scalar.</summary>
    public override string ToString() => nameof(Blind);
}

using System.Security.Cryptography.X509Certificates;

namespace FedHub.Grpc;

/// <summary>
/// A TLS identity whose files may be replaced while it is in use. New handshakes show the newest pair that passed every check; open
/// connections keep what they were made with. A pair that does not pass changes nothing and is said in <see cref="Fault"/>.
/// </summary>
public sealed class ReloadingTlsIdentity
{
    private readonly TlsIdentityFiles _files;
    private readonly Func<X509Certificate2, X509Certificate2Collection, TlsFault> _check;
    private readonly Lock _gate = new();

    // Replaced whole under the gate, read without it. An identity that was replaced is left to the collector: connections may still use it.
    private volatile TlsIdentity _current;

    // Both under the gate.
    private string? _seen;
    private TlsFault _fault;

    private ReloadingTlsIdentity(
        TlsIdentityFiles files, TlsIdentity first, string? seen, Func<X509Certificate2, X509Certificate2Collection, TlsFault> check)
    {
        _files = files;
        _current = first;
        _seen = seen;
        _check = check;
    }

    /// <summary>What new handshakes show.</summary>
    public TlsIdentity Current => _current;

    /// <summary>Why the files, as they were last read, are not in use; <see cref="TlsFault.None"/> when they are.</summary>
    public TlsFault Fault
    {
        get
        {
            lock (_gate)
            {
                return _fault;
            }
        }
    }

    /// <summary>Reads the files for the first time.</summary>
    /// <param name="files">Where they are.</param>
    /// <param name="check">What a new pair must pass before it is used. The first pair is used without it: a host whose certificate has
    /// expired must still start, to say so.</param>
    /// <param name="identity">The identity; null unless the fault is <see cref="TlsFault.None"/>.</param>
    public static TlsFault TryOpen(
        TlsIdentityFiles files, Func<X509Certificate2, X509Certificate2Collection, TlsFault> check, out ReloadingTlsIdentity? identity)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(check);
        var seen = files.Fingerprint();
        var fault = files.TryLoad(out var first, out _);
        identity = first is null ? null : new ReloadingTlsIdentity(files, first, seen, check);
        return fault;
    }

    /// <summary>Looks whether the files changed and takes up the new pair if it passes. Cheap when nothing changed.</summary>
    /// <returns>True when another certificate is in use, or another fault holds, than before.</returns>
    public bool Refresh()
    {
        lock (_gate)
        {
            var seen = _files.Fingerprint();

            // A pair that was refused is tried again: its time may have come, or the directory may list its key by now.
            if (seen is not null && string.Equals(seen, _seen, StringComparison.Ordinal) && _fault == TlsFault.None)
            {
                return false;
            }

            var (before, faultBefore) = (_current.Certificate.Thumbprint, _fault);
            _fault = _files.TryLoad(out var next, out var intermediates);
            if (next is not null && !string.Equals(next.Certificate.Thumbprint, before, StringComparison.Ordinal))
            {
                _fault = _check(next.Certificate, intermediates);
                _current = _fault == TlsFault.None ? next : _current;
            }

            _seen = seen;
            return _fault != faultBefore || !string.Equals(_current.Certificate.Thumbprint, before, StringComparison.Ordinal);
        }
    }
}
